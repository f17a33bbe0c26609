package dev.frisket.access;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.frisket.access.gateway.AwsGatewayKeys;
import dev.frisket.access.gateway.GatewayKeys;
import dev.frisket.access.key.ApiKeyJson;
import dev.frisket.access.key.ApiKeyStore;
import dev.frisket.access.key.ApiKeys;
import dev.frisket.core.api.ApiException;
import dev.frisket.core.api.Caller;
import dev.frisket.core.api.Reply;
import dev.frisket.core.api.Router;
import dev.frisket.core.api.Scope;
import dev.frisket.core.aws.Aws;
import dev.frisket.core.aws.Timeouts;
import dev.frisket.core.bucket.Bucket;
import dev.frisket.core.config.Environment;
import dev.frisket.core.id.UuidText;
import dev.frisket.core.json.Json;
import dev.frisket.core.request.JsonBody;
import dev.frisket.core.webhook.WebhookSecrets;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;

/** Lets organizations manage their own API keys and webhook secret. */
public final class OrganizationsHandler
        implements RequestHandler<APIGatewayProxyRequestEvent, APIGatewayProxyResponseEvent> {
    private final ApiKeys keys;
    private final WebhookSecrets secrets;
    private final Router router = new Router(Map.of(
            "POST /v2/organizations/{orgId}/webhook-secret", this::replaceWebhookSecret,
            "POST /v2/organizations/{orgId}/api-keys", this::mintKey,
            "GET /v2/organizations/{orgId}/api-keys", this::listKeys,
            "DELETE /v2/organizations/{orgId}/api-keys/{keyId}", this::revokeKey));

    /**
     * The function's settings, from environment variables.
     *
     * @param controlBucket {@code CONTROL_BUCKET}: where API keys and webhook secrets are kept
     * @param usagePlan {@code USAGE_PLAN}: name of the usage plan that new keys are attached to
     */
    public record Configuration(String controlBucket, String usagePlan) {
        public static Configuration of(Environment environment) {
            return new Configuration(environment.required("CONTROL_BUCKET"), environment.required("USAGE_PLAN"));
        }
    }

    /** Called by Lambda. */
    public OrganizationsHandler() {
        this(Configuration.of(Environment.ofProcess()), Aws.primed(Timeouts.OF_A_CALLER));
        AwsGatewayKeys.prime();
    }

    private OrganizationsHandler(Configuration configuration, Aws aws) {
        this(
                aws.bucket(configuration.controlBucket()),
                AwsGatewayKeys.ofPlanNamed(configuration.usagePlan(), aws),
                Clock.systemUTC());
    }

    /**
     * Creates a handler with these dependencies.
     *
     * @param control the control bucket
     */
    public OrganizationsHandler(Bucket control, GatewayKeys gateway, Clock clock) {
        keys = new ApiKeys(new ApiKeyStore(control), gateway, clock);
        secrets = new WebhookSecrets(control, clock);
    }

    @Override
    public APIGatewayProxyResponseEvent handleRequest(APIGatewayProxyRequestEvent event, Context context) {
        return router.answer(event, context);
    }

    private Reply replaceWebhookSecret(APIGatewayProxyRequestEvent event) {
        String organization = organization(event, Scope.MANAGER);
        return Reply.json(201, Json.object().put("secret", secrets.replace(organization)));
    }

    private Reply mintKey(APIGatewayProxyRequestEvent event) {
        String organization = organization(event, Scope.ADMIN);
        KeyRequest request = KeyRequest.read(JsonBody.bytes(event));
        return Reply.json(
                201, ApiKeyJson.answer(keys.mint(organization, request.scope(), request.domains(), request.name())));
    }

    private Reply listKeys(APIGatewayProxyRequestEvent event) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        keys.list(organization(event, Scope.ADMIN)).forEach(key -> list.add(ApiKeyJson.answer(key)));
        return Reply.json(200, list);
    }

    private Reply revokeKey(APIGatewayProxyRequestEvent event) {
        String organization = organization(event, Scope.ADMIN);
        UUID keyId = UuidText.parse(event.getPathParameters().getOrDefault("keyId", ""))
                .orElseThrow(() -> new ApiException.BadRequest("keyId must be a UUID"));
        if (!keys.revoke(organization, keyId)) {
            throw new ApiException.NotFound("there is no such API key");
        }
        return Reply.noContent();
    }

    /** The organization in the path, which must be the caller's own. */
    private static String organization(APIGatewayProxyRequestEvent event, Scope needed) {
        Caller caller = Caller.of(event).require(needed);
        if (!caller.organization().equals(event.getPathParameters().get("orgId"))) {
            throw new ApiException.Forbidden("the API key must be one of this organization");
        }
        return caller.organization();
    }
}
