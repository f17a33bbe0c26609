package dev.frisket.core.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.frisket.core.artwork.ArtworkId;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class JobTest {
    private static final String MESSAGE =
            "{\"version\":1,\"artworkId\":\"017f22e2-79b0-7cc3-98c4-dc0c0c07398f\",\"keyId\":\"key1\"}";

    @Test
    void theFirstVersionIsReadAndWritten() {
        Job job = new Job(ArtworkId.parse("017f22e2-79b0-7cc3-98c4-dc0c0c07398f"), "key1");

        assertThat(Job.read(MESSAGE)).isEqualTo(job);
        assertThat(job.write()).isEqualTo(MESSAGE);
    }

    @Test
    void anOrphanedJobSaysSo() {
        Job orphaned = new Job(ArtworkId.parse("017f22e2-79b0-7cc3-98c4-dc0c0c07398f"), "key1", true);

        String message = MESSAGE.replace("}", ",\"orphaned\":true}");
        assertThat(Job.read(message)).isEqualTo(orphaned);
        assertThat(orphaned.write()).isEqualTo(message);
    }

    @Test
    void otherVersionsAndOtherThingsAreRefused() {
        for (String text : new String[] {
            "",
            "x",
            "[]",
            "{}",
            "null",
            MESSAGE.replace(":1", ":2"),
            MESSAGE.replace("7cc3", "4cc3"),
            "{\"version\":1}",
            MESSAGE.replace("\"key1\"", "1")
        }) {
            assertThatIllegalArgumentException().as(text).isThrownBy(() -> Job.read(text));
        }
    }

    @Property
    void arbitraryTextIsRefused(@ForAll String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Job.read(text));
    }
}
