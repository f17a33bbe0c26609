package dev.frisket.status;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import dev.frisket.core.request.Violations;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** A form in which a mask's shape can be returned. */
enum Shape {
    /** COCO's run-length encoding. */
    RLE,
    /** Rings of pixel edges. */
    POLYGONS;

    private static final String PARAMETER = "shapes";

    /** The name in requests. */
    String value() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The shapes that a query requests; collects the violations. */
    static Set<Shape> of(APIGatewayProxyRequestEvent event, Violations violations) {
        Map<String, List<String>> query = event.getMultiValueQueryStringParameters();
        List<String> sent = query == null ? List.of() : query.getOrDefault(PARAMETER, List.of());
        Set<Shape> shapes = EnumSet.noneOf(Shape.class);
        if (sent.size() > 1) {
            violations.add(PARAMETER, "must not be repeated");
            return shapes;
        }
        for (String list : sent) {
            for (String value : list.split(",", -1)) {
                List<Shape> named = named(value);
                if (named.isEmpty()) {
                    violations.add(
                            PARAMETER,
                            "must be a comma-separated list of the following values: "
                                    + Arrays.stream(values()).map(Shape::value).collect(Collectors.joining(", ")));
                    return shapes;
                }
                shapes.addAll(named);
            }
        }
        return shapes;
    }

    private static List<Shape> named(String value) {
        return Arrays.stream(values())
                .filter(shape -> shape.value().equals(value))
                .toList();
    }
}
