package dev.frisket.segment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frisket.core.Manual;
import dev.frisket.core.artwork.MaskFormat;
import org.junit.jupiter.api.Test;

/** Holds docs/use.md against the code of cut-outs. */
class UsePageTest {
    @Test
    void theLimitsOfCutoutsAreThoseOfTheCode() {
        assertThat(Manual.page("docs/use.md").text())
                .contains("more than %d megapixels in total".formatted(CutoutRequest.MAX_PIXELS / 1_000_000))
                .contains("WebP with a side over 16383 pixels becomes PNG");
        assertThat(MaskFormat.WEBP.fitting(16383, 1)).isEqualTo(MaskFormat.WEBP);
        assertThat(MaskFormat.WEBP.fitting(16384, 1)).isEqualTo(MaskFormat.PNG);
    }
}
