package dev.frisket.submit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frisket.core.Manual;
import org.junit.jupiter.api.Test;

/** Holds docs/use.md against the code of uploads. */
class UsePageTest {
    @Test
    void theTimeToSendAPictureIsThatOfTheCode() {
        assertThat(Manual.page("docs/use.md").text())
                .contains("a presigned S3 URL that is valid for %d minutes"
                        .formatted(NewUpload.TIME_TO_SEND.toMinutes()));
    }
}
