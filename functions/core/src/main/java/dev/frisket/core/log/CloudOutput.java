package dev.frisket.core.log;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.frisket.core.json.Json;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes one JSON object for each event to standard output, with measurements in CloudWatch's embedded metric format,
 * which turns log lines into metrics. Our own code, because {@link Redaction} must see each line whole, stack traces
 * included, and beyond that there is little to do. The effect of Powertools or the embedded metrics library on cold
 * starts was not measured.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html">
 *     Embedded metric format</a>
 */
final class CloudOutput implements Output {
    private static final String NAMESPACE = "Frisket";
    private static final String COUNT = "Count";
    private static final int MAX_STACK = 16_000; // characters; CloudWatch takes 256 KiB a line

    private final String function;

    CloudOutput(String function) {
        this.function = function;
    }

    @Override
    public void write(Level level, String message, @Nullable Throwable thrown) {
        ObjectNode line = line().put("level", level.getName()).put("message", Redaction.of(message));
        if (thrown != null) {
            StringWriter stack = new StringWriter();
            thrown.printStackTrace(new PrintWriter(stack));
            String text = Redaction.of(stack.toString());
            line.put("error", thrown.getClass().getName())
                    .put("stack", text.substring(0, Math.min(text.length(), MAX_STACK)));
        }
        Correlation.artworkId().ifPresent(id -> line.put("artworkId", id));
        Correlation.trace().ifPresent(trace -> line.put("trace", trace));
        print(line);
    }

    @Override
    public void writeOutcome(Work work, String outcome, Map<String, Long> millis) {
        ObjectNode line = line().put("level", "INFO").put("message", work.kind() + " " + outcome);
        line.put("artworkId", work.artworkId());
        work.trace().or(Correlation::trace).ifPresent(trace -> line.put("trace", trace));
        Map<String, String> units = new LinkedHashMap<>(); // of the metrics by function
        millis.forEach((part, value) -> {
            line.put(part, value);
            if (Work.hasDetailedMetrics()) {
                units.put(part, "Milliseconds");
            }
        });
        work.ourFault().ifPresent(ours -> {
            line.put("Fault", ours ? 1 : 0);
            units.put("Fault", COUNT);
        });
        line.put("FunctionName", function).put("Outcome", outcome).put(work.kind(), 1);
        ArrayNode directives = JsonNodeFactory.instance.arrayNode();
        if (!units.isEmpty()) {
            metrics(directives, units, "FunctionName");
        }
        if (Work.hasDetailedMetrics()) {
            metrics(directives, Map.of(work.kind(), COUNT), "FunctionName", "Outcome");
        }
        if (!directives.isEmpty()) {
            line.putObject("_aws")
                    .put("Timestamp", Instant.now().toEpochMilli())
                    .set("CloudWatchMetrics", directives);
        }
        print(line);
    }

    private static void metrics(ArrayNode directives, Map<String, String> units, String... dimensions) {
        ObjectNode directive = directives.addObject().put("Namespace", NAMESPACE);
        ArrayNode names = directive.putArray("Dimensions").addArray();
        for (String dimension : dimensions) {
            names.add(dimension);
        }
        ArrayNode metrics = directive.putArray("Metrics");
        units.forEach((name, unit) -> metrics.addObject().put("Name", name).put("Unit", unit));
    }

    private static ObjectNode line() {
        return Json.object().put("timestamp", Json.time(Instant.now()));
    }

    private static void print(ObjectNode line) {
        System.out.println(Json.write(line));
    }
}
