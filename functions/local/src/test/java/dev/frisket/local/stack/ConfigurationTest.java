package dev.frisket.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.frisket.access.AuthorizerHandler;
import dev.frisket.access.OrganizationsHandler;
import dev.frisket.core.Template;
import dev.frisket.core.config.Environment;
import dev.frisket.notify.DeadLetterHandler;
import dev.frisket.notify.NotifyHandler;
import dev.frisket.segment.SegmentConfiguration;
import dev.frisket.status.StatusHandler;
import dev.frisket.submit.SubmitHandler;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The template sets the variables that each function's configuration reads and docs/operate.md documents. */
class ConfigurationTest {
    private static final Path PAGE =
            Path.of(System.getProperty("template")).resolveSibling("docs").resolve("operate.md");
    private static final Pattern ROW = Pattern.compile("\\| `([A-Z_]+)` \\| ([a-z, ]+) \\| ([^|]+) \\| [^|]+ \\|");

    private static final Map<String, Function<Environment, Record>> READERS = Map.of(
            "AuthorizerFunction", AuthorizerHandler.Configuration::of,
            "OrganizationsFunction", OrganizationsHandler.Configuration::of,
            "SubmitFunction", SubmitHandler.Configuration::of,
            "StatusFunction", StatusHandler.Configuration::of,
            "SegmentFunction", SegmentConfiguration::of,
            "NotifyFunction", NotifyHandler.Configuration::of,
            "BuryFunction", DeadLetterHandler.Configuration::of);

    private final Template template = Template.read();

    @Test
    void noFunctionIsLeftOut() {
        assertThat(template.variables()).containsOnlyKeys(READERS.keySet());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AuthorizerFunction",
                "OrganizationsFunction",
                "SubmitFunction",
                "StatusFunction",
                "SegmentFunction",
                "NotifyFunction",
                "BuryFunction"
            })
    void eachVariableIsReadAndAWrongOneIsNamed(String function) {
        Map<String, String> values = values(function);
        Record configuration = read(function, values);
        assertThat(Arrays.stream(configuration.getClass().getRecordComponents()).map(ConfigurationTest::variable))
                .containsExactlyInAnyOrderElementsOf(values.keySet());
        for (String name : values.keySet()) {
            Map<String, String> wrong = new HashMap<>(values);
            wrong.put(name, optional(function, values, name) ? "?" : "");
            assertThatThrownBy(() -> read(function, wrong)).hasMessageContaining(name);
        }
    }

    @Test
    void theTableExplainsEachVariable() throws IOException {
        Set<String> explained = new TreeSet<>();
        Matcher row = ROW.matcher(Files.readString(PAGE));
        while (row.find()) {
            for (String function : row.group(2).split(", ", -1)) {
                explained.add(
                        row.group(1) + " of " + function + ": " + row.group(3).replace("`", ""));
            }
        }
        Set<String> set = new TreeSet<>();
        template.variables()
                .forEach((function, variables) -> variables.properties().forEach(variable -> {
                    String name = function.replace("Function", "").toLowerCase(Locale.ROOT);
                    set.add(variable.getKey() + " of " + name + ": " + source(variable.getValue()));
                }));
        assertThat(explained).isEqualTo(set);
    }

    private static Record read(String function, Map<String, String> values) {
        return READERS.getOrDefault(function, environment -> {
                    throw new AssertionError(function);
                })
                .apply(new Environment(values));
    }

    private static boolean optional(String function, Map<String, String> values, String name) {
        Map<String, String> without = new HashMap<>(values);
        without.remove(name);
        try {
            read(function, without);
            return true;
        } catch (IllegalStateException e) {
            return false;
        }
    }

    /** The default value of each variable; for a resource, its name. */
    private Map<String, String> values(String function) {
        Map<String, String> values = new HashMap<>();
        template.variables()
                .getOrDefault(function, template.json().path("none"))
                .properties()
                .forEach(variable -> {
                    String reference = variable.getValue().path("!Ref").asText();
                    String given = template.json()
                            .at("/Parameters/" + reference + "/Default")
                            .asText(reference);
                    values.put(
                            variable.getKey(),
                            given.isEmpty() ? variable.getValue().asText() : given);
                });
        return values;
    }

    private String source(JsonNode value) {
        String reference = value.path("!Ref").asText();
        return template.json().path("Parameters").has(reference) ? reference : "the stack";
    }

    private static String variable(RecordComponent component) {
        return component.getName().replaceAll("([A-Z])", "_$1").toUpperCase(Locale.ROOT);
    }
}
