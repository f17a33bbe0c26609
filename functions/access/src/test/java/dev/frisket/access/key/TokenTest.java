package dev.frisket.access.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.util.random.RandomGenerator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NumericChars;
import org.junit.jupiter.api.Test;

class TokenTest {
    // Made with another program: zlib's CRC-32 of the preceding text, in base 62.
    private static final String EXAMPLE = "frk_EXAMPLE0000000000000000000000000000000000004L0cuN";

    private final Token token = Token.create(new SecureRandom());

    @Test
    void aTokenIsAPrefixFortyThreeRandomDigitsAndAChecksum() {
        assertThat(token.text()).matches("frk_[0-9A-Za-z]{49}");
        assertThat(token.isOurs()).isTrue();
        assertThat(Token.create(new SecureRandom())).isNotEqualTo(token);
    }

    @Test
    void theChecksumIsTheOneOfOtherPrograms() {
        assertThat(new Token(EXAMPLE).isOurs()).isTrue();
    }

    @Test
    void theLeastAndTheGreatestNumberFillTheSameDigits() {
        assertThat(Token.create(bytes(0)).text()).startsWith("frk_" + "0".repeat(43));
        // 2^256 - 1 in base 62, from Python.
        assertThat(Token.create(bytes(-1)).text()).startsWith("frk_yhjskwdA6OZ1AL1YmHWZWm8LLG7HjnuCA2j5rOw8Xp1");
    }

    @Property
    void aTypoIsNoticed(
            @ForAll @IntRange(min = 0, max = 52) int position, @ForAll @AlphaChars @NumericChars char typo) {
        char[] text = EXAMPLE.toCharArray();
        boolean changed = text[position] != typo;
        text[position] = typo;

        assertThat(new Token(new String(text)).isOurs()).isEqualTo(!changed);
    }

    @Property
    void strangersTextIsRefusedWithoutAnyFailure(@ForAll String text) {
        assertThat(Token.of(text).filter(Token::isOurs)).isEmpty();
    }

    @Test
    void aTokenIsKnownByItsSha256() {
        // printf … | sha256sum
        assertThat(new Token(EXAMPLE).digest())
                .isEqualTo("0d9fffc0757d535f5fed74e03297246c3333f8402deb8f0a26a2e065cdc60865");
    }

    @Test
    void aTokenIsNeverPrinted() {
        assertThat(token.toString()).isEqualTo("an API key");
    }

    @Test
    void whatCannotBeAHeaderIsNoToken() {
        assertThat(Token.of("short")).isEmpty();
        assertThat(Token.of("with a space, and long enough")).isEmpty();
        assertThatThrownBy(() -> new Token("x".repeat(201))).isInstanceOf(IllegalArgumentException.class);
    }

    private static RandomGenerator bytes(int each) {
        return () -> each == 0 ? 0 : -1L;
    }
}
