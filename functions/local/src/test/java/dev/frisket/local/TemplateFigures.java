package dev.frisket.local;

import com.fasterxml.jackson.databind.JsonNode;
import dev.frisket.core.Template;
import java.time.Duration;

/** The figures of the template that documents repeat. */
final class TemplateFigures {
    private static final JsonNode TEMPLATE = Template.read().json();

    private TemplateFigures() {}

    /** The default of a parameter of the template. */
    static String value(String parameter) {
        return FiguresTest.number(
                TEMPLATE.requiredAt("/Parameters/" + parameter + "/Default").asLong());
    }

    static String parameter(String name) {
        return value(name) + " (`" + name + "`)";
    }

    static long retentionDays(String queue) {
        return Duration.ofSeconds(TEMPLATE.requiredAt("/Resources/" + queue + "/Properties/MessageRetentionPeriod")
                        .asLong())
                .toDays();
    }

    static long longestTimeout() {
        return TEMPLATE.at("/Parameters/WorkerTimeout/AllowedValues")
                .valueStream()
                .mapToLong(JsonNode::asLong)
                .max()
                .orElseThrow();
    }

    static long alarmMetrics() {
        return TEMPLATE.path("Resources")
                .valueStream()
                .filter(resource -> resource.path("Type").asText().equals("AWS::CloudWatch::Alarm"))
                .mapToLong(alarm -> Math.max(
                        1,
                        alarm.at("/Properties/Metrics")
                                .valueStream()
                                .filter(metric -> metric.has("MetricStat"))
                                .count()))
                .sum();
    }
}
