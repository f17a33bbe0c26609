package dev.frisket.core.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "{\"a\":1,}",
                "{\"a\":1}{}",
                "{\"a\":1} x",
                "{\"a\":NaN}",
                "{\"a\":Infinity}",
                "{'a':1}",
                "{\"a\":1,\"a\":2}",
                "{\"a\":{\"b\":1,\"b\":1}}",
                "{\"a\":01}",
                "{\"a\":+1}",
                "{a:1}",
                "// x\n{}",
                "{\"a\":\"\\ud800\"}",
                "{\"\\udc00\":1}",
                "{\"a\":\"\u0001\"}",
                "\uFEFF{}"
            })
    void whatIsNotStrictlyJsonIsRefused(String text) {
        assertThatThrownBy(() -> Json.readStrictly(text.getBytes(UTF_8))).isInstanceOf(MalformedJson.class);
    }

    @Test
    void bytesThatAreNotUtf8AreRefused() {
        byte[] latin1 = {'"', (byte) 0xe9, '"'};
        byte[] overlong = {'"', (byte) 0xc0, (byte) 0xaf, '"'};
        byte[] surrogate = {'"', (byte) 0xed, (byte) 0xa0, (byte) 0x80, '"'};

        for (byte[] bytes : new byte[][] {latin1, overlong, surrogate}) {
            assertThatThrownBy(() -> Json.readStrictly(bytes)).hasMessage("must be UTF-8 text");
        }
    }

    @Test
    void nestingEndsAtThirtyTwoLevels() {
        assertThatCode(() -> Json.readStrictly(("[".repeat(32) + "]".repeat(32)).getBytes(UTF_8)))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> Json.readStrictly(("[".repeat(33) + "]".repeat(33)).getBytes(UTF_8)))
                .hasMessage("must not be nested more than 32 levels deep");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {"a":1,"b":2,"a":3}            | a
                    {"a":[],"a":{}}                | a
                    {"a":{},"a":[1]}               | a
                    {"a":{"b":[0],"c":1,"b":null}} | a.b
                    {"a":[{"b":1},{"b":1,"b":2}]}  | a.1.b
                    """)
    void aPropertyThatStandsTwiceIsNamed(String text, String property) {
        assertThatThrownBy(() -> Json.readStrictly(text.getBytes(UTF_8)))
                .hasMessage("must not contain the property " + property + " twice");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{} {}", "{}[]", "1 2", "{\"\":1,\"\":2}", "{\"a\":1}}", "[1,"})
    void whatIsNoSingleValueIsNoJson(String text) {
        assertThatThrownBy(() -> Json.readStrictly(text.getBytes(UTF_8)))
                .hasMessageStartingWith("must be valid JSON (line 1, column ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e99999999999", "-1e99999999999", "1e-99999999999", "0.5%01000d", "9%01000d"})
    void aNumberThatNobodyCanMeanIsRefusedByName(String number) {
        String text = "{\"a\":{\"b\":" + number.formatted(0) + "}}";
        assertThatThrownBy(() -> Json.readStrictly(text.getBytes(UTF_8)))
                .hasMessage("must not contain a number as large or as long as that of a.b");
    }

    @Property(tries = 2000)
    void arbitraryBytesAreReadOrRefused(@ForAll byte[] bytes) {
        try {
            assertThat(Json.readStrictly(bytes)).isNotNull();
        } catch (MalformedJson e) {
            assertThat(e).hasMessageStartingWith("must ");
        }
    }

    @Test
    void numbersAreWrittenAsPeopleWriteThem() {
        assertThat(Json.number(1)).hasToString("1");
        assertThat(Json.number(-0.0)).hasToString("0");
        assertThat(Json.number(0.25)).hasToString("0.25");
        assertThat(Json.number(3.456)).hasToString("3.456");
    }

    @Test
    void timesHaveExactlyThreeDecimals() {
        assertThat(Json.time(Instant.parse("2024-07-29T15:51:28Z"))).isEqualTo("2024-07-29T15:51:28.000Z");
        assertThat(Json.time(Instant.parse("2024-07-29T15:51:28.071999Z"))).isEqualTo("2024-07-29T15:51:28.071Z");
    }
}
