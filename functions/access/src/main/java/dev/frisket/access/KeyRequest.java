package dev.frisket.access;

import com.fasterxml.jackson.databind.JsonNode;
import dev.frisket.core.api.ApiException;
import dev.frisket.core.api.Caller;
import dev.frisket.core.api.Scope;
import dev.frisket.core.request.JsonBody;
import dev.frisket.core.request.Properties;
import dev.frisket.core.request.UnknownPropertyRule;
import dev.frisket.core.request.Violations;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A request for a new API key.
 *
 * @param name a display name, 1 to 100 code points, not blank
 * @param scope never {@link Scope#ADMIN}: only the operator of the stack creates such keys
 * @param domains at least one
 */
record KeyRequest(String name, Scope scope, Set<String> domains) {
    private static final List<String> PROPERTIES = List.of("name", "scope", "domains");
    private static final Set<Scope> SCOPES = EnumSet.of(Scope.GENERATOR, Scope.MANAGER);
    private static final List<String> DOMAINS = List.of(Caller.ARTWORKS, Caller.EVERYWHERE);
    private static final int MAX_NAME_CODE_POINTS = 100;

    KeyRequest {
        domains = Set.copyOf(domains);
    }

    /**
     * Reads the body of a request.
     *
     * @throws ApiException.BadRequest naming every rule that it breaks
     */
    static KeyRequest read(byte[] body) {
        JsonNode request = JsonBody.object(body);
        Violations violations = new Violations();
        Properties properties = new Properties(request, violations);
        UnknownPropertyRule.REFUSE.check(request, "", PROPERTIES, violations);

        String name = readName(properties, violations);
        Optional<Scope> scope = properties.requiredChoice("scope", SCOPES);
        Set<String> domains = readDomains(properties, violations);
        if (!violations.isEmpty() || scope.isEmpty()) {
            throw violations.toException();
        }
        return new KeyRequest(name, scope.get(), domains);
    }

    private static String readName(Properties properties, Violations violations) {
        Optional<String> sent = properties.string("name");
        String name = sent.orElse("");
        if (properties.find("name").isEmpty() || (sent.isPresent() && name.isBlank())) {
            violations.add("name", "should not be empty");
        } else if (name.codePointCount(0, name.length()) > MAX_NAME_CODE_POINTS) {
            violations.add("name", "must be shorter than or equal to " + MAX_NAME_CODE_POINTS + " characters");
        }
        return name;
    }

    private static Set<String> readDomains(Properties properties, Violations violations) {
        Optional<JsonNode> sent = properties.find("domains");
        if (sent.isEmpty() || !sent.get().isArray()) {
            violations.add("domains", "must be an array");
            return Set.of();
        }
        if (sent.get().isEmpty()) {
            violations.add("domains", "must contain at least 1 elements");
        }
        Set<String> domains = new HashSet<>();
        for (JsonNode domain : sent.get()) {
            if (!domain.isTextual() || !DOMAINS.contains(domain.textValue())) {
                violations.add(
                        "each value in domains", "must be one of the following values: " + String.join(", ", DOMAINS));
                return Set.of();
            }
            domains.add(domain.textValue());
        }
        return domains;
    }
}
