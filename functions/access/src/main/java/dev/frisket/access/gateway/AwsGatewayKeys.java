package dev.frisket.access.gateway;

import dev.frisket.core.aws.Aws;
import dev.frisket.core.aws.AwsPriming;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.apigateway.ApiGatewayClient;
import software.amazon.awssdk.services.apigateway.model.ApiGatewayException;
import software.amazon.awssdk.services.apigateway.model.ApiKey;
import software.amazon.awssdk.services.apigateway.model.UsagePlan;

/**
 * API keys of API Gateway, attached to a usage plan.
 *
 * <p>API Gateway gives each key its own id, which a crash may lose; so a key's name is the API key's public id, and
 * keys are found by name. The plan is found by its name as well: its id can't be passed to a function of the very API
 * that the plan belongs to, since each would need the other first.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/api/API_CreateApiKey.html">CreateApiKey</a>
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/api/API_CreateUsagePlanKey.html">CreateUsagePlanKey</a>
 */
public final class AwsGatewayKeys implements GatewayKeys {
    /** Maximum calls of one operation: the gateway allows a few a second for the whole account. */
    static final int ATTEMPTS = 5;

    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final int MAX_ITEMS = 500;

    private final ApiGatewayClient gateway;
    private final String plan;

    /** @param plan name of the usage plan */
    public AwsGatewayKeys(ApiGatewayClient gateway, String plan) {
        this.gateway = gateway;
        this.plan = plan;
    }

    /** The gateway of this region and account. */
    public static AwsGatewayKeys ofPlanNamed(String plan, Aws aws) {
        return new AwsGatewayKeys(
                aws.client(ApiGatewayClient.builder()
                        .overrideConfiguration(
                                settings -> settings.retryStrategy(retries -> retries.maxAttempts(ATTEMPTS)))),
                plan);
    }

    /** Loads, before a snapshot is taken, what the first call would load. */
    public static void prime() {
        AwsPriming.call(ApiGatewayClient.builder(), gateway -> gateway.getApiKeys(request -> request.limit(1)));
    }

    @Override
    public void add(UUID keyId) {
        String planId = planId();
        for (String id : createdOrFound(keyId.toString())) {
            // 409: already attached, by a call whose response was lost.
            calling(
                    "attach a key",
                    () -> gateway.createUsagePlanKey(
                            key -> key.usagePlanId(planId).keyId(id).keyType("API_KEY")),
                    CONFLICT);
        }
    }

    @Override
    public void remove(UUID keyId) {
        for (String id : idsOf(keyId.toString())) {
            calling("delete a key", () -> gateway.deleteApiKey(key -> key.apiKey(id)), NOT_FOUND);
        }
    }

    private List<String> createdOrFound(String name) {
        return calling(
                        "create a key",
                        () -> gateway.createApiKey(
                                key -> key.name(name).value(name).enabled(true)),
                        CONFLICT)
                .map(created -> List.of(created.id()))
                .orElseGet(() -> idsOf(name));
    }

    // The gateway itself matches prefixes of names.
    private List<String> idsOf(String name) {
        return calling(
                "list keys",
                () -> gateway.getApiKeys(request -> request.nameQuery(name).limit(MAX_ITEMS)).items().stream()
                        .filter(key -> name.equals(key.name()))
                        .map(ApiKey::id)
                        .toList());
    }

    private String planId() {
        return calling("list usage plans", () -> gateway.getUsagePlans(request -> request.limit(MAX_ITEMS)))
                .items()
                .stream()
                .filter(each -> plan.equals(each.name()))
                .map(UsagePlan::id)
                .findFirst()
                .orElseThrow(() -> new GatewayUnavailable("there is no usage plan of the name " + plan, null));
    }

    private static <T> T calling(String what, Supplier<T> call) {
        return calling(what, call, 0).orElseThrow();
    }

    /** The result of a call; empty if it fails with the HTTP status {@code harmless}. */
    private static <T> Optional<T> calling(String what, Supplier<T> call, int harmless) {
        try {
            return Optional.of(call.get());
        } catch (ApiGatewayException e) {
            if (e.statusCode() == harmless) {
                return Optional.empty();
            }
            throw new GatewayUnavailable("could not " + what + ": " + e.getMessage(), e);
        } catch (SdkException e) {
            throw new GatewayUnavailable("could not " + what + ": " + e.getMessage(), e);
        }
    }
}
