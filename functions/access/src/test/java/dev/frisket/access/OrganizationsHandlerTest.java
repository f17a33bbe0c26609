package dev.frisket.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import com.fasterxml.jackson.databind.JsonNode;
import dev.frisket.access.gateway.GatewayKeys;
import dev.frisket.access.gateway.GatewayUnavailable;
import dev.frisket.access.gateway.InMemoryGatewayKeys;
import dev.frisket.access.key.ApiKeyStore;
import dev.frisket.access.key.Token;
import dev.frisket.core.Events;
import dev.frisket.core.TestContext;
import dev.frisket.core.bucket.InMemoryBucket;
import dev.frisket.core.json.Json;
import dev.frisket.core.webhook.WebhookSecrets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OrganizationsHandlerTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00.5Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    private final InMemoryBucket control = new InMemoryBucket();
    private final InMemoryGatewayKeys gateway = new InMemoryGatewayKeys();
    private final OrganizationsHandler handler = new OrganizationsHandler(control, gateway, CLOCK);

    @Test
    void aManagerGetsANewWebhookSecretThatSigns() {
        APIGatewayProxyResponseEvent response = handle(event("organizations-webhook-secret"));

        assertThat(response.getStatusCode()).isEqualTo(201);
        assertThat(body(response).fieldNames()).toIterable().containsExactly("secret");
        assertThat(new WebhookSecrets(control, CLOCK).find("acme").orElseThrow().signing(NOW))
                .containsExactly(body(response).get("secret").textValue());
    }

    @Test
    void anAdminMintsAKeyThatWorks() {
        APIGatewayProxyResponseEvent response = handle(event("organizations-mint-key"));

        assertThat(response.getStatusCode()).isEqualTo(201);
        JsonNode body = body(response);
        assertThat(body.fieldNames())
                .toIterable()
                .containsExactly("id", "key", "scope", "domains", "name", "createdAt");
        assertThat(body.get("scope").textValue()).isEqualTo("generator");
        assertThat(body.get("domains")).hasToString("[\"artworks\"]");
        assertThat(body.get("name").textValue()).isEqualTo("build server");
        assertThat(body.get("createdAt").textValue()).isEqualTo("2026-11-23T12:00:00.500Z");
        Token token = new Token(body.get("key").textValue());
        assertThat(new ApiKeyStore(control).findValid(token.digest())).get().satisfies(key -> {
            assertThat(key.id()).hasToString(body.get("id").textValue());
            assertThat(key.organization()).isEqualTo("acme");
        });
    }

    @Test
    void aListShowsEveryKeyButNoSecret() {
        JsonNode minted = body(handle(event("organizations-mint-key")));

        APIGatewayProxyResponseEvent response = handle(event("organizations-list-keys"));

        assertThat(response.getStatusCode()).isEqualTo(200);
        assertThat(body(response)).hasSize(1);
        assertThat(body(response).get(0).fieldNames())
                .toIterable()
                .containsExactly("id", "scope", "domains", "name", "createdAt");
        assertThat(body(response).get(0).get("id")).isEqualTo(minted.get("id"));
        assertThat(response.getBody()).doesNotContain(minted.get("key").textValue());
    }

    @Test
    void theHundredAndFirstKeyIsAConflict() {
        for (int i = 0; i < 100; i++) {
            assertThat(handle(event("organizations-mint-key")).getStatusCode()).isEqualTo(201);
        }

        assertRefused(
                handle(event("organizations-mint-key")),
                409,
                "the organization has 100 API keys, and may not have more; revoke one that is no longer used");
    }

    @Test
    void aRevokedKeyIsGone() {
        JsonNode minted = body(handle(event("organizations-mint-key")));
        APIGatewayProxyRequestEvent revoke = event("organizations-revoke-key");
        revoke.setPathParameters(
                Map.of("orgId", "acme", "keyId", minted.get("id").textValue()));

        APIGatewayProxyResponseEvent response = handle(revoke);

        assertThat(response.getStatusCode()).isEqualTo(204);
        assertThat(response.getBody()).isEmpty();
        assertThat(body(handle(event("organizations-list-keys")))).isEmpty();
        assertThat(gateway.known()).isEmpty();
        assertThat(handle(revoke).getStatusCode()).isEqualTo(404);
    }

    @Test
    void aKeyIdIsAUuid() {
        APIGatewayProxyRequestEvent revoke = event("organizations-revoke-key");
        revoke.setPathParameters(Map.of("orgId", "acme", "keyId", "../../keys/1"));

        assertRefused(handle(revoke), 400, "keyId must be a UUID");
    }

    @ParameterizedTest
    @CsvSource({
        "organizations-webhook-secret, generator, 403",
        "organizations-webhook-secret, manager, 201",
        "organizations-webhook-secret, admin, 201",
        "organizations-mint-key, generator, 403",
        "organizations-mint-key, manager, 403",
        "organizations-mint-key, admin, 201",
        "organizations-list-keys, generator, 403",
        "organizations-list-keys, manager, 403",
        "organizations-list-keys, admin, 200",
        "organizations-revoke-key, generator, 403",
        "organizations-revoke-key, manager, 403",
        "organizations-revoke-key, admin, 404",
    })
    void eachRouteHasItsScopeInWhateverDomain(String name, String scope, int status) {
        APIGatewayProxyRequestEvent event = event(name);
        event.getRequestContext().setAuthorizer(caller(scope, "acme"));
        assertThat(handle(event).getStatusCode()).isEqualTo(status);

        event.getRequestContext().setAuthorizer(caller(scope, "umbrella"));
        assertThat(handle(event).getStatusCode()).isEqualTo(403);
    }

    @Test
    void anotherOrganizationIsForbiddenAndNothingOfItIsTold() {
        assertRefused(handle(event("organizations-other")), 403, "the API key must be one of this organization");
    }

    @Test
    void everyBrokenRuleIsToldAtOnceAndNothingIsMade() {
        assertRefused(
                handle(event("organizations-mint-key-invalid")),
                400,
                "property nmae should not exist, did you mean name?; name should not be empty; scope must be one of"
                        + " the following values: generator, manager; each value in domains must be one of the"
                        + " following values: artworks, *");
        assertThat(control.list("", 1)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "\"key\"", "{\"name\":1,\"name\":2}"})
    void aBodyThatIsNoObjectIsRefused(String body) {
        APIGatewayProxyRequestEvent event = event("organizations-mint-key");
        event.setBody(body);

        assertThat(handle(event).getStatusCode()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'{\"name\":\" \",\"scope\":\"manager\",\"domains\":[\"*\"]}' | name should not be empty",
                "'{\"name\":7,\"scope\":\"manager\",\"domains\":[\"*\"]}' | name must be a string",
                "'{\"name\":\"n\",\"scope\":null,\"domains\":[\"*\"]}' | scope must be one of the following values: generator, manager",
                "'{\"name\":\"n\",\"scope\":\"manager\"}' | domains must be an array",
                "'{\"name\":\"n\",\"scope\":\"manager\",\"domains\":\"*\"}' | domains must be an array",
                "'{\"name\":\"n\",\"scope\":\"manager\",\"domains\":[]}' | domains must contain at least 1 elements",
                "'{\"name\":\"n\",\"scope\":\"manager\",\"domains\":[null]}' | each value in domains must be one of the following values: artworks, *",
            })
    void aBrokenRuleIsTheOnlyOneTold(String body, String message) {
        APIGatewayProxyRequestEvent event = event("organizations-mint-key");
        event.setBody(body);

        assertRefused(handle(event), 400, message);
    }

    @Test
    void aNameMayHaveAHundredCharactersOfAnyKind() {
        APIGatewayProxyRequestEvent event = event("organizations-mint-key");
        event.setBody("{\"name\":\"" + "🗝".repeat(100) + "\",\"scope\":\"manager\",\"domains\":[\"*\",\"*\"]}");
        assertThat(body(handle(event)).get("domains")).hasToString("[\"*\"]");

        event.setBody("{\"name\":\"" + "🗝".repeat(101) + "\",\"scope\":\"manager\",\"domains\":[\"*\"]}");
        assertRefused(handle(event), 400, "name must be shorter than or equal to 100 characters");
    }

    @Test
    void aGatewayOutOfReachIsOurFaultAndLeavesNoKey() {
        GatewayKeys failing = new GatewayKeys() {
            @Override
            public void add(UUID keyId) {
                throw new GatewayUnavailable("arn:aws:apigateway is busy", null);
            }

            @Override
            public void remove(UUID keyId) {}
        };

        APIGatewayProxyResponseEvent response = new OrganizationsHandler(control, failing, CLOCK)
                .handleRequest(event("organizations-mint-key"), new TestContext());

        assertRefused(response, 500, "something went wrong on our side, try again");
        assertThat(body(handle(event("organizations-list-keys")))).isEmpty();
    }

    private APIGatewayProxyResponseEvent handle(APIGatewayProxyRequestEvent event) {
        return handler.handleRequest(event, new TestContext());
    }

    private static Map<String, Object> caller(String scope, String organization) {
        return new HashMap<>(Map.of("keyId", "k", "organization", organization, "scope", scope, "domains", "films"));
    }

    private static void assertRefused(APIGatewayProxyResponseEvent response, int status, String message) {
        assertThat(response.getStatusCode()).isEqualTo(status);
        assertThat(body(response).fieldNames()).toIterable().containsExactly("message", "statusCode", "error");
        assertThat(body(response).get("message").textValue()).isEqualTo(message);
        assertThat(body(response).get("statusCode").intValue()).isEqualTo(status);
    }

    private static JsonNode body(APIGatewayProxyResponseEvent response) {
        return Json.read(response.getBody().getBytes(UTF_8));
    }

    private static APIGatewayProxyRequestEvent event(String name) {
        return Events.read(name, APIGatewayProxyRequestEvent.class);
    }
}
