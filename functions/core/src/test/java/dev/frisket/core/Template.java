package dev.frisket.core;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.AbstractConstruct;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * The stack as template.yaml describes it, so that tests can check the code against it.
 *
 * @param json the template; a short intrinsic function such as {@code !Ref X} is @code {"!Ref": "X"}}
 */
public record Template(JsonNode json) {

    /** A method of a path, whether the caller needs a key, and the class of the function that answers. */
    public record Route(String method, String path, boolean authorized, boolean counted, String handler) {}

    /**
     * A queue and the function that receives its messages.
     *
     * @param queue name of the resource
     * @param timeout of the function; a parameter counts with its default
     * @param handler the function's class, empty for an image
     */
    public record EventSource(String queue, int batchSize, Duration timeout, Optional<String> handler) {}

    /** The template of this project. */
    public static Template read() {
        try (Reader yaml = Files.newBufferedReader(Path.of(System.getProperty("template")))) {
            Object tree = new Yaml(new Intrinsics()).load(yaml);
            return new Template(new ObjectMapper().valueToTree(tree));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The API's properties. */
    public JsonNode api() {
        return json.at("/Resources/Api/Properties");
    }

    /** Each function's environment variables, with the source of each value, by name of the function. */
    public Map<String, JsonNode> variables() {
        Map<String, JsonNode> variables = new TreeMap<>();
        json.path("Resources").properties().forEach(resource -> {
            if (resource.getValue().path("Type").asText().equals("AWS::Serverless::Function")) {
                variables.put(resource.getKey(), resource.getValue().at("/Properties/Environment/Variables"));
            }
        });
        return variables;
    }

    /** The classes of functions that are restored from snapshots. */
    public List<String> snapshotted() {
        List<String> classes = new ArrayList<>();
        for (JsonNode resource : json.path("Resources")) {
            if (resource.at("/Properties/SnapStart").isObject()) {
                handler(resource).ifPresent(classes::add);
            }
        }
        return classes;
    }

    /** Every route of every function, including ANY. */
    public Set<Route> routes() {
        Set<Route> routes = new LinkedHashSet<>();
        for (JsonNode resource : json.path("Resources")) {
            for (JsonNode event : resource.at("/Properties/Events")) {
                if (event.path("Type").asText().equals("Api")) {
                    JsonNode properties = event.path("Properties");
                    routes.add(new Route(
                            properties.path("Method").asText(),
                            properties.path("Path").asText(),
                            !properties.at("/Auth/Authorizer").asText().equals("NONE"),
                            properties.at("/Auth/ApiKeyRequired").asBoolean(),
                            handler(resource).orElse("")));
                }
            }
        }
        return routes;
    }

    /** Every queue from which a function receives messages. */
    public List<EventSource> eventSources() {
        List<EventSource> sources = new ArrayList<>();
        for (JsonNode resource : json.path("Resources")) {
            for (JsonNode event : resource.at("/Properties/Events")) {
                if (event.path("Type").asText().equals("SQS")) {
                    JsonNode properties = event.path("Properties");
                    JsonNode timeout = resource.at("/Properties/Timeout");
                    String parameter = timeout.path("!Ref").asText();
                    sources.add(new EventSource(
                            properties.at("/Queue/!GetAtt").textValue().replaceFirst("\\..*", ""),
                            properties.path("BatchSize").intValue(),
                            Duration.ofSeconds(
                                    timeout.isInt()
                                            ? timeout.intValue()
                                            : json.at("/Parameters/" + parameter + "/Default")
                                                    .asLong()),
                            handler(resource)));
                }
            }
        }
        return sources;
    }

    private static Optional<String> handler(JsonNode function) {
        return Optional.ofNullable(function.at("/Properties/Handler").textValue())
                .map(handler -> handler.replaceFirst("::.*", ""));
    }

    /** The methods of each path as an Allow header lists them, preflight included; catch-all paths are left out. */
    public Map<String, String> methods() {
        Map<String, Set<String>> methods = new TreeMap<>();
        for (Route route : routes()) {
            if (!route.method().equals("ANY")) {
                methods.computeIfAbsent(route.path(), path -> new TreeSet<>(Set.of("OPTIONS")))
                        .add(route.method());
            }
        }
        Map<String, String> joined = new TreeMap<>();
        methods.forEach((path, names) -> joined.put(path, String.join(", ", names)));
        return joined;
    }

    private static final class Intrinsics extends SafeConstructor {
        Intrinsics() {
            super(new LoaderOptions());
            yamlMultiConstructors.put("!", new AbstractConstruct() {
                @Override
                public Object construct(Node node) {
                    return Map.of(node.getTag().getValue(), argument(node));
                }
            });
        }

        private Object argument(Node node) {
            if (node instanceof ScalarNode scalar) {
                return scalar.getValue();
            }
            return node instanceof SequenceNode sequence
                    ? constructSequence(sequence)
                    : constructMapping((MappingNode) node);
        }
    }
}
