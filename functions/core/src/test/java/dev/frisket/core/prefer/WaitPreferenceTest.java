package dev.frisket.core.prefer;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WaitPreferenceTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "wait=10                                      | 10",
                "WAIT = 10                                    | 10",
                "wait=0                                       | 0",
                "wait=007                                     | 7",
                "wait=\"10\"                                  | 10",
                "wait=10; foo; bar=\"a, wait=3\" ;            | 10",
                "respond-async, wait=10                       | 10",
                "return=minimal; x=\"a,b\",,wait=10,wait=5    | 10",
                "foo=\"\\\", wait=3\", wait=10                | 10",
                "wait=ten, wait=10                            | 10",
                "wait=99999999999999999999999999              | 1000000",
            })
    void theFirstWellFormedPreferenceCounts(String header, int seconds) {
        assertThat(WaitPreference.of(sending(Map.of("Prefer", List.of(header)))))
                .contains(new WaitPreference(seconds));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ",",
                "wait",
                "wait=",
                "wait=\"\"",
                "wait=-1",
                "wait=+1",
                "wait=1.5",
                "wait=1 0",
                "wait=1s",
                "await=10",
                "wait:10",
                "wait=10;=",
                "wait=10 foo",
                "foo;wait=10",
                "\"wait=10\"",
                "foo=\"wait=10",
                "wait=\u0661",
            })
    void whatIsMalformedIsIgnored(String header) {
        assertThat(WaitPreference.of(sending(Map.of("prefer", List.of(header)))))
                .isEmpty();
    }

    @Test
    void severalHeadersAreOneList() {
        assertThat(WaitPreference.of(sending(Map.of("pReFeR", List.of("respond-async", "foo, wait=4", "wait=5")))))
                .contains(new WaitPreference(4));
        assertThat(WaitPreference.of(sending(Map.of("Accept", List.of("wait=4")))))
                .isEmpty();
        assertThat(WaitPreference.of(new APIGatewayProxyRequestEvent())).isEmpty();
    }

    @Property(tries = 2000)
    void noHeaderFails(
            @ForAll @CharRange(from = ' ', to = '~') String header,
            @ForAll @CharRange(from = '"', to = ',') String odd) {
        assertThat(WaitPreference.of(sending(Map.of("Prefer", List.of(header, odd, "wait=" + header + odd)))))
                .satisfiesAnyOf(
                        found -> assertThat(found).isEmpty(),
                        found -> assertThat(found.orElseThrow().seconds()).isBetween(0, 1_000_000));
    }

    /** Nothing is tried twice: a pattern that did would take minutes. */
    @Test
    void aLongHeaderTakesNoLonger() {
        assertThat(WaitPreference.of(sending(Map.of("Prefer", List.of("wait=1" + "; a".repeat(100_000) + "=")))))
                .isEmpty();
    }

    private static APIGatewayProxyRequestEvent sending(Map<String, List<String>> headers) {
        return new APIGatewayProxyRequestEvent().withMultiValueHeaders(headers);
    }
}
