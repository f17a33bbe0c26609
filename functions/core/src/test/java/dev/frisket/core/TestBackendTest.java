package dev.frisket.core;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TestBackendTest {
    private final JsonNode template = Template.read().json();

    @Test
    void jobsHideAsLongAsInTheTemplateByDefault() {
        String timeout = template.at("/Parameters/WorkerTimeout/Default").asText();

        assertThat(TestBackend.JOB_VISIBILITY)
                .isEqualTo(seconds(template.at("/Mappings/VisibilityOfTimeout/" + timeout + "/Seconds")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"JobsDeadLetters", "WebhooksQueue"})
    void otherMessagesHideAsLongAsInTheTemplate(String queue) {
        assertThat(TestBackend.VISIBILITY).isEqualTo(seconds(property(queue, "VisibilityTimeout")));
    }

    @Test
    void deadLettersHaveBeenReceivedAsOftenAsInTheTemplate() {
        assertThat(TestBackend.JOB_RECEIVES)
                .isEqualTo(
                        property("JobsQueue", "RedrivePolicy/maxReceiveCount").asInt());
        assertThat(TestBackend.WEBHOOK_RECEIVES)
                .isEqualTo(property("WebhooksQueue", "RedrivePolicy/maxReceiveCount")
                        .asInt());
    }

    private JsonNode property(String queue, String path) {
        return template.at("/Resources/" + queue + "/Properties/" + path);
    }

    private static Duration seconds(JsonNode value) {
        return Duration.ofSeconds(value.asLong());
    }
}
