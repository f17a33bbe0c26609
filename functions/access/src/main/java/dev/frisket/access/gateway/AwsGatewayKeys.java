package dev.frisket.access.gateway;

import dev.frisket.core.aws.Aws;
import dev.frisket.core.aws.AwsPriming;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.apigateway.ApiGatewayClient;
import software.amazon.awssdk.services.apigateway.model.ApiGatewayException;
import software.amazon.awssdk.services.apigateway.model.CreateApiKeyResponse;
import software.amazon.awssdk.services.apigateway.model.UsagePlan;
import software.amazon.awssdk.services.apigateway.model.UsagePlanKey;

/**
 * API keys of API Gateway, attached to a usage plan.
 *
 * <p>An account's keys belong to all of its products, and whoever may list them can read their values. So this adapter
 * lists those of its plan only, and tags each key that it creates: IAM then allows the deletion of tagged keys alone. A
 * key's name is the API key's public id, by which it is found in the plan. The plan is found by its name as well: its id
 * can't be passed to a function of the very API that the plan belongs to, since each would need the other first.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/api/API_CreateApiKey.html">CreateApiKey</a>
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/api/API_CreateUsagePlanKey.html">CreateUsagePlanKey</a>
 */
public final class AwsGatewayKeys implements GatewayKeys {
    /** Name of the tag of each key; its value is the name of the usage plan. The template's policies refer to it. */
    public static final String TAG = "frisket-usage-plan";

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
        AwsPriming.call(ApiGatewayClient.builder(), gateway -> gateway.getUsagePlans(request -> request.limit(1)));
    }

    @Override
    public void add(UUID keyId) {
        String planId = planId();
        Optional<String> created = create(keyId.toString());
        if (created.isPresent()) {
            attach(created.get(), planId);
        } else if (idsOf(keyId.toString(), planId).isEmpty()) {
            // Created by a call whose response was lost. Its id can't be found, because only keys of the plan are
            // listed.
            throw new GatewayUnavailable("the key " + keyId + " exists outside the usage plan", null);
        }
    }

    @Override
    public void remove(UUID keyId) {
        for (String id : idsOf(keyId.toString(), planId())) {
            delete(id);
        }
    }

    /** The id of a new key; empty if there is one of that name. */
    private Optional<String> create(String name) {
        return calling(
                        "create a key",
                        () -> gateway.createApiKey(
                                key -> key.name(name).value(name).enabled(true).tags(Map.of(TAG, plan))),
                        CONFLICT)
                .map(CreateApiKeyResponse::id);
    }

    private void attach(String id, String planId) {
        try {
            // 409: already attached, by a call whose response was lost.
            calling(
                    "attach a key",
                    () -> gateway.createUsagePlanKey(
                            key -> key.usagePlanId(planId).keyId(id).keyType("API_KEY")),
                    CONFLICT);
        } catch (GatewayUnavailable failure) {
            try {
                delete(id); // nobody finds it later
            } catch (GatewayUnavailable again) {
                failure.addSuppressed(again);
            }
            throw failure;
        }
    }

    private void delete(String id) {
        calling("delete a key", () -> gateway.deleteApiKey(key -> key.apiKey(id)), NOT_FOUND);
    }

    // The gateway itself matches prefixes of names.
    private List<String> idsOf(String name, String planId) {
        return calling(
                        "list the plan's keys",
                        () -> gateway.getUsagePlanKeys(request ->
                                request.usagePlanId(planId).nameQuery(name).limit(MAX_ITEMS)))
                .items()
                .stream()
                .filter(key -> name.equals(key.name()))
                .map(UsagePlanKey::id)
                .toList();
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
