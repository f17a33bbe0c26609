package dev.frisket.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frisket.core.artwork.ArtworkId;
import dev.frisket.core.log.Work;
import dev.frisket.core.queue.Job;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

class TracedMessageTest {
    private static final String TRACE = "Root=1-69231a40-4f6c2b8e7d1a5093c2e84b76;Parent=53995c3f42cd8ad8;Sampled=1";

    @Test
    void aMessageThatIsSentDuringWorkCarriesItsTraceAndItsOrganization(@TempDir Path folder) {
        ArtworkId id = ArtworkId.create(Instant.now(), new SecureRandom());
        try (DataFolder data = DataFolder.open(folder);
                Services services = Services.embedded(data)) {
            Work.begin("Webhooks", id.toString(), TRACE).during(() -> {
                services.jobs().send(new Job(id, "key"), "acme");
                return true;
            });

            Message message = services.queues()
                    .sqs()
                    .receiveMessage(
                            request -> request.queueUrl(services.queues().jobs().url())
                                    .messageSystemAttributeNames(MessageSystemAttributeName.ALL)
                                    .waitTimeSeconds(5))
                    .messages()
                    .get(0);
            assertThat(message.attributesAsStrings())
                    .containsEntry("AWSTraceHeader", TRACE)
                    .containsEntry("MessageGroupId", "acme");
        }
    }
}
