package dev.frisket.access.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import dev.frisket.core.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.http.SdkHttpMethod;

/**
 * API keys of API Gateway, attached to a usage plan.
 *
 * <p>The gateway gives each key an id of its own, which a crash may lose; so keys carry the API key's public id as their
 * name too, and are found by it. The plan is found by its name as well: its id can't be told to a function of the very
 * API that the plan is for, since each would need the other first.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/api/API_CreateApiKey.html">CreateApiKey</a>
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/api/API_CreateUsagePlanKey.html">CreateUsagePlanKey</a>
 */
public final class AwsGatewayKeys implements GatewayKeys {
    private static final int CREATED = 201;
    private static final int ACCEPTED = 202;
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final String MOST_ITEMS = "500";

    private final AwsHttp http;
    private final String plan;

    /** @param plan name of the usage plan */
    public AwsGatewayKeys(AwsHttp http, String plan) {
        this.http = http;
        this.plan = plan;
    }

    /** The gateway of this region and account. */
    public static AwsGatewayKeys ofPlanNamed(String plan) {
        return new AwsGatewayKeys(AwsHttp.to("apigateway"), plan);
    }

    @Override
    public void add(UUID keyId) {
        String planPath = "/usageplans/" + planId() + "/keys";
        for (String id : createdOrFound(keyId)) {
            JsonNode attachment = Json.object().put("keyId", id).put("keyType", "API_KEY");
            // 409: attached already, by a call whose answer was lost.
            expect(http.call(SdkHttpMethod.POST, planPath, Map.of(), attachment), "attach", CREATED, CONFLICT);
        }
    }

    @Override
    public void remove(UUID keyId) {
        for (String id : idsOfKeys(keyId)) {
            expect(http.call(SdkHttpMethod.DELETE, "/apikeys/" + id, Map.of(), null), "delete", ACCEPTED, NOT_FOUND);
        }
    }

    private List<String> createdOrFound(UUID keyId) {
        String name = keyId.toString();
        JsonNode key = Json.object().put("name", name).put("value", name).put("enabled", true);
        AwsHttp.Answer answer =
                expect(http.call(SdkHttpMethod.POST, "/apikeys", Map.of(), key), "create", CREATED, CONFLICT);
        return answer.statusCode() == CREATED
                ? List.of(answer.json().required("id").textValue())
                : idsOfKeys(keyId);
    }

    private List<String> idsOfKeys(UUID keyId) {
        return idsOf("/apikeys", Map.of("name", keyId.toString(), "limit", MOST_ITEMS), keyId.toString());
    }

    private String planId() {
        return idsOf("/usageplans", Map.of("limit", MOST_ITEMS), plan).stream()
                .findFirst()
                .orElseThrow(() -> new GatewayUnavailable("there is no usage plan of the name " + plan, null));
    }

    /** The ids of what has exactly this name; the gateway itself looks for the beginning of a name at best. */
    private List<String> idsOf(String path, Map<String, String> query, String name) {
        List<String> ids = new ArrayList<>();
        JsonNode items = expect(http.call(SdkHttpMethod.GET, path, query, null), "list", OK)
                .json()
                .path("item");
        for (JsonNode item : items) {
            if (name.equals(item.path("name").textValue())) {
                ids.add(item.required("id").textValue());
            }
        }
        return ids;
    }

    private static AwsHttp.Answer expect(AwsHttp.Answer answer, String what, int... statusCodes) {
        for (int statusCode : statusCodes) {
            if (answer.statusCode() == statusCode) {
                return answer;
            }
        }
        throw new GatewayUnavailable(
                "could not " + what + ": the gateway answered " + answer.statusCode() + " "
                        + answer.json().path("message").asText(),
                null);
    }
}
