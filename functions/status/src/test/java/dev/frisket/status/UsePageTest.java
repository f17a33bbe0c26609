package dev.frisket.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frisket.core.Manual;
import dev.frisket.core.shape.Rle;
import org.junit.jupiter.api.Test;

/** Holds docs/use.md against the code of look-ups. */
class UsePageTest {
    @Test
    void theFiguresOfMasksAreThoseOfTheCode() {
        assertThat(Manual.page("docs/use.md").text())
                .contains("Without `limit`, the response has the first %d masks".formatted(Page.DEFAULT.limit()))
                .contains("a page over %d MB is refused".formatted(PageText.MAX_BYTES / 1_000_000))
                .contains("number of the pixels of at least %d".formatted(Rle.MIN_INSIDE));
        assertThat(Manual.page("docs/deploy.md").text())
                .contains("a page of a list over %d MB is refused".formatted(PageText.MAX_BYTES / 1_000_000));
    }
}
