package dev.frisket.segment.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Codes that no encoder writes; test pictures cover those of encoders. */
class LzwCodesTest {
    private static final int CLEAR = 4;
    private static final int END = 5;

    @Test
    void aCodeMayStandForTheStringThatItMakes() {
        assertThat(decoded(9, CLEAR, 1, 6, 7, END)).containsExactly(1, 1, 1, 1, 1, 1, 0, 0, 0);
    }

    @Test
    void aStringThatIsLongerThanTheRestIsCutOff() {
        assertThat(decoded(5, 1, 6, 7)).containsExactly(1, 1, 1, 1, 1);
    }

    @Test
    void aCodeWithoutMeaningIsRefused() {
        assertThatThrownBy(() -> decoded(9, CLEAR, 1, 7)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> decoded(9, CLEAR, 6)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> decoded(9, 6)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void codesThatEndTooEarlyAreRefused() {
        assertThatThrownBy(() -> decoded(9, CLEAR, 1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> LzwCodes.gif(new byte[0], 2, new byte[1]))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 12, 13, 31, 32, 255})
    void aCodeSizeBeyondTwelveBitsIsRefused(int literalBits) {
        assertThatThrownBy(() -> LzwCodes.gif(new byte[1000], literalBits, new byte[1]))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Property
    void anyBytesDecodeOrAreRefused(
            @ForAll @Size(max = 3000) byte[] codes,
            @ForAll @IntRange(min = 1, max = 11) int literalBits,
            @ForAll @IntRange(min = 1, max = 100_000) int pixels) {
        try {
            assertThat(LzwCodes.gif(codes, literalBits, new byte[pixels])).isBetween(0, pixels);
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            // The decoder of pictures turns them to a sentence.
        }
    }

    @Property
    void anyBytesOfATiffFileDecodeOrAreRefused(
            @ForAll @Size(max = 3000) byte[] codes, @ForAll @IntRange(max = 100_000) int bytes) {
        try {
            assertThat(LzwCodes.tiff(codes, new byte[bytes])).isBetween(0, bytes);
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            // The decoder of pictures turns them to a sentence.
        }
    }

    /** Codes of 2 literal bits; the table is too small for wider ones than 3 bits. */
    private static byte[] decoded(int pixels, int... codes) {
        BitSink bits = BitSink.lowestFirst();
        int next = CLEAR + 2;
        boolean first = true;
        for (int code : codes) {
            bits.put(code, next < 8 ? 3 : 4);
            next += first || code == CLEAR ? 0 : 1;
            first = code == CLEAR;
        }
        byte[] indices = new byte[pixels];
        LzwCodes.gif(bits.toByteArray(), 2, indices);
        return indices;
    }
}
