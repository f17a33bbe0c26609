package dev.frisket.core.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.frisket.core.json.Json;
import dev.frisket.core.webhook.Delivery.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The JSON of a delivery, as shown to the artwork's owner and as stored. */
public final class DeliveryJson {
    private static final int VERSION = 1;

    private DeliveryJson() {}

    /** The contract's {@code {attempts: [{at, statusCode or reason}…], next}}; {@code next} is null after the end. */
    public static ObjectNode answer(Delivery delivery) {
        ObjectNode json = Json.object();
        writeAttempts(json, delivery);
        return json.put("next", delivery.next().map(Json::time).orElse(null));
    }

    /** The response before any attempt was made or planned. */
    public static ObjectNode answerBeforeFirst() {
        ObjectNode json = Json.object();
        json.putArray("attempts");
        return json.putNull("next");
    }

    static ObjectNode write(Delivery delivery) {
        ObjectNode json = Json.object().put("version", VERSION).put("begun", Json.time(delivery.begun()));
        if (delivery.postponed()) {
            json.put("postponed", true);
        }
        writeAttempts(json, delivery);
        return delivery.step()
                .match(
                        waiting -> json.put("step", "waiting").put("due", Json.time(waiting.due())),
                        posting -> json.put("step", "posting")
                                .put("token", posting.token())
                                .put("since", Json.time(posting.since())),
                        exhausted -> json.put("step", "exhausted"),
                        ended -> json.put("step", "ended"));
    }

    static Delivery read(JsonNode json) {
        if (json.path("version").intValue() != VERSION) {
            throw new IllegalStateException("a delivery of an unknown version: " + json.path("version"));
        }
        return new Delivery(
                time(json, "begun"),
                readAttempts(json.required("attempts")),
                json.path("postponed").booleanValue(),
                readStep(json));
    }

    private static void writeAttempts(ObjectNode json, Delivery delivery) {
        ArrayNode attempts = json.putArray("attempts");
        for (Delivery.Attempt attempt : delivery.attempts()) {
            ObjectNode node = attempts.addObject().put("at", Json.time(attempt.at()));
            attempt.outcome()
                    .match(
                            answered -> node.put("statusCode", answered.statusCode()),
                            unanswered -> node.put("reason", unanswered.reason()));
        }
    }

    private static List<Delivery.Attempt> readAttempts(JsonNode json) {
        List<Delivery.Attempt> attempts = new ArrayList<>();
        for (JsonNode attempt : json) {
            attempts.add(new Delivery.Attempt(
                    time(attempt, "at"),
                    attempt.has("statusCode")
                            ? new Delivery.Answered(attempt.get("statusCode").intValue())
                            : new Delivery.Unanswered(attempt.required("reason").textValue())));
        }
        return attempts;
    }

    private static Step readStep(JsonNode json) {
        String step = json.required("step").textValue();
        return switch (step) {
            case "waiting" -> new Step.Waiting(time(json, "due"));
            case "posting" -> new Step.Posting(json.required("token").textValue(), time(json, "since"));
            case "exhausted" -> new Step.Exhausted();
            case "ended" -> new Step.Ended();
            default -> throw new IllegalStateException("a delivery at an unknown step: " + step);
        };
    }

    private static Instant time(JsonNode json, String name) {
        return Instant.parse(json.required(name).textValue());
    }
}
