package dev.frisket.submit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import dev.frisket.core.Document;
import dev.frisket.core.api.ApiException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdempotencyKeyTest {
    private static final String PATTERN = Document.read()
            .at("/paths/~1v2~1artworks~1segmentation/post/parameters/0/schema/pattern")
            .textValue();

    @Test
    void aRequestNeedNotHaveOne() {
        assertThat(IdempotencyKey.of(new APIGatewayProxyRequestEvent())).isEmpty();
        assertThat(read(Map.of("Accept", List.of("*/*")))).isEmpty();
    }

    @Test
    void theNameOfTheHeaderMayBeSpelledInAnyCase() {
        for (String name : List.of("Idempotency-Key", "IDEMPOTENCY-KEY", "idempotency-key")) {
            assertThat(read(Map.of(name, List.of("order-4711")))).contains(new IdempotencyKey("order-4711"));
        }
    }

    @Test
    void oneOf255CharactersIsTheLongest() {
        assertThat(read("~".repeat(255))).isPresent();
        assertThatThrownBy(() -> read("~".repeat(256))).isInstanceOf(ApiException.BadRequest.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a\tb", "é", "a\u0000", "a\n", "\u007f"})
    void whatIsNotVisibleAsciiIsRefused(String value) {
        assertThatThrownBy(() -> read(value))
                .isInstanceOf(ApiException.BadRequest.class)
                .hasMessage("Idempotency-Key must be 1 to 255 visible ASCII characters");
    }

    @Test
    void aRepeatedHeaderIsRefused() {
        for (Map<String, List<String>> twice : List.of(
                Map.of("Idempotency-Key", List.of("a", "a")),
                Map.of("Idempotency-Key", List.of("a"), "idempotency-key", List.of("a")))) {
            assertThatThrownBy(() -> read(twice)).hasMessage("Idempotency-Key must not be repeated");
        }
    }

    @Property
    void thePatternOfTheDocumentIsTheRule(@ForAll String value) {
        boolean accepted;
        try {
            accepted = read(value).isPresent();
        } catch (ApiException.BadRequest e) {
            accepted = false;
        }
        assertThat(accepted).isEqualTo(value.matches(PATTERN));
    }

    private static Optional<IdempotencyKey> read(String value) {
        return read(Map.of("Idempotency-Key", List.of(value)));
    }

    private static Optional<IdempotencyKey> read(Map<String, List<String>> headers) {
        return IdempotencyKey.of(new APIGatewayProxyRequestEvent().withMultiValueHeaders(headers));
    }
}
