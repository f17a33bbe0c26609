package dev.frisket.core.id;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UuidTextTest {
    @ParameterizedTest
    @ValueSource(strings = {"3f1c9d52-7b0a-4e6d-8c21-5a9e04b7d613", "3F1C9D52-7B0A-4E6D-8C21-5A9E04B7D613"})
    void eitherCaseIsRead(String text) {
        assertThat(UuidText.parse(text)).hasValue(UUID.fromString(text));
    }

    /** {@link UUID#fromString} accepts the second. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1-2-3-4-5",
                "3f1c9d52-7b0a-4e6d-8c21-5a9e04b7d613 ",
                "3f1c9d527b0a4e6d8c215a9e04b7d613",
                "3f1c9d52-7b0a-4e6d-8c21-5a9e04b7d61g",
                "{3f1c9d52-7b0a-4e6d-8c21-5a9e04b7d613}"
            })
    void anyOtherFormIsNone(String text) {
        assertThat(UuidText.parse(text)).isEmpty();
    }

    @Test
    void whatIsWrittenIsRead() {
        for (int i = 0; i < 100; i++) {
            UUID uuid = UUID.randomUUID();
            assertThat(UuidText.parse(uuid.toString())).hasValue(uuid);
        }
    }
}
