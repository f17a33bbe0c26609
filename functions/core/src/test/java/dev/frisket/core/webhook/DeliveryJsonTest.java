package dev.frisket.core.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.fasterxml.jackson.databind.JsonNode;
import dev.frisket.core.json.Json;
import dev.frisket.core.webhook.Delivery.Step;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeliveryJsonTest {
    private final JsonNode fixtures = fixtures();

    @Test
    void theFirstVersionIsReadAndWritten() {
        List<Class<?>> steps = new ArrayList<>();
        for (JsonNode stored : fixtures) {
            Delivery delivery = DeliveryJson.read(stored);
            steps.add(delivery.step().getClass());
            assertThat(DeliveryJson.write(delivery)).hasToString(stored.toString());
        }
        assertThat(steps)
                .containsExactly(Step.Waiting.class, Step.Posting.class, Step.Exhausted.class, Step.Ended.class);
    }

    @Test
    void thatItWasPostponedIsStoredAndNotShown() {
        Delivery delivery = DeliveryJson.read(fixtures.get(0));

        assertThat(DeliveryJson.read(DeliveryJson.write(delivery.postpone()))).isEqualTo(delivery.postpone());
        assertThat(DeliveryJson.answer(delivery.postpone())).isEqualTo(DeliveryJson.answer(delivery));
    }

    @Test
    void theOwnerSeesTheAttemptsAndWhenTheNextIs() {
        assertThat(DeliveryJson.answer(DeliveryJson.read(fixtures.get(1))))
                .hasToString("{\"attempts\":[{\"at\":\"2026-11-23T12:00:00.125Z\",\"statusCode\":503}],"
                        + "\"next\":\"2026-11-23T12:00:05.250Z\"}");
        assertThat(DeliveryJson.answer(DeliveryJson.read(fixtures.get(2))))
                .hasToString("{\"attempts\":[{\"at\":\"2026-11-23T12:00:00.125Z\",\"statusCode\":503},"
                        + "{\"at\":\"2026-11-23T12:00:05.250Z\","
                        + "\"reason\":\"The receiver did not answer within 10 seconds.\"}],\"next\":null}");
        assertThat(DeliveryJson.answerBeforeFirst()).hasToString("{\"attempts\":[],\"next\":null}");
    }

    @Test
    void anUnknownVersionIsRefused() {
        assertThatIllegalStateException()
                .isThrownBy(() -> DeliveryJson.read(Json.object().put("version", 2)));
    }

    @Test
    void timesAreEqualAfterStoring() {
        Instant exact = Instant.parse("2026-11-23T12:00:00.123456789Z");
        Delivery delivery = Delivery.begin(exact)
                .with(new Delivery.Attempt(exact, new Delivery.Answered(500)))
                .at(new Step.Posting("token", exact));

        assertThat(DeliveryJson.read(DeliveryJson.write(delivery))).isEqualTo(delivery);
    }

    private static JsonNode fixtures() {
        try (InputStream json = DeliveryJsonTest.class.getResourceAsStream("deliveries-v1.json")) {
            return Json.read(json.readAllBytes());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
