package dev.frisket.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.frisket.access.key.Token;
import dev.frisket.core.Template;
import dev.frisket.core.api.ApiException;
import dev.frisket.core.api.Cors;
import dev.frisket.core.api.Reply;
import dev.frisket.core.json.Json;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class TemplateTest {
    private static final Map<Integer, String> REASONS = Map.of(
            400, "Bad Request",
            401, "Unauthorized",
            403, "Forbidden",
            404, "Not Found",
            413, "Content Too Large",
            429, "Too Many Requests",
            500, "Internal Server Error");

    private final Template template = Template.read();

    @Test
    void theGatewayLetsOurKeysThroughToTheAuthorizerAndNothingElse() {
        String expression = template.api()
                .at("/Auth/Authorizers/Key/Identity/ValidationExpression")
                .textValue();
        String token = Token.create(new SecureRandom()).text();

        assertThat("Bearer " + token).matches(expression);
        assertThat("bearer  " + token).matches(expression);
        assertThat("Basic " + token).doesNotMatch(expression);
        assertThat(token).doesNotMatch(expression);
        assertThat("Bearer " + token + "0").doesNotMatch(expression);
    }

    @Test
    void whoeverNeedsAKeyIsCountedByIt() {
        assertThat(template.api().at("/Auth/DefaultAuthorizer").textValue()).isEqualTo("Key");
        assertThat(template.api().path("ApiKeySourceType").textValue()).isEqualTo("AUTHORIZER");
        assertThat(template.routes())
                .isNotEmpty()
                .allSatisfy(route -> assertThat(route.counted()).as("%s", route).isEqualTo(route.authorized()));
    }

    @Test
    void whatAnswersWithoutAKeyHasALimitOfItsOwnExceptResults() {
        JsonNode settings = template.api().path("MethodSettings");
        assertThat(StreamSupport.stream(settings.spliterator(), false)
                        .filter(one ->
                                one.at("/ThrottlingRateLimit/!Ref").asText().equals("AnonymousRate"))
                        .map(one -> one.path("HttpMethod").asText() + " "
                                + one.path("ResourcePath").asText().substring(1).replace("~1", "/")))
                .containsExactlyInAnyOrderElementsOf(template.routes().stream()
                        .filter(route -> !route.authorized())
                        .map(route -> route.method() + " " + (route.path().equals("/") ? "" : route.path()))
                        .filter(route -> !route.equals("GET /v2/results/{id}/{file}"))
                        .toList());
    }

    @Test
    void onlyTheseAnswerWithoutAKey() {
        assertThat(template.routes().stream()
                        .filter(route -> !route.authorized() && !route.method().equals("ANY"))
                        .map(route -> route.method() + " " + route.path()))
                .isSubsetOf(Set.of("GET /v2/results/{id}/{file}", "GET /openapi.json", "GET /health"));
    }

    @Test
    void theFourRoutesOfOrganizationsAreHere() {
        assertThat(template.methods())
                .containsEntry("/v2/organizations/{orgId}/webhook-secret", "OPTIONS, POST")
                .containsEntry("/v2/organizations/{orgId}/api-keys", "GET, OPTIONS, POST")
                .containsEntry("/v2/organizations/{orgId}/api-keys/{keyId}", "DELETE, OPTIONS");
    }

    @Test
    void whatTheGatewayItselfAnswersHasTheContractsBodyAndIsReadableInBrowsers() {
        JsonNode responses = template.api().path("GatewayResponses");
        assertThat(responses.properties()).hasSizeGreaterThan(10).allSatisfy(entry -> {
            JsonNode response = entry.getValue();
            int status = response.path("StatusCode").intValue();
            JsonNode body = body(response);
            assertThat(body.fieldNames()).toIterable().containsExactly("message", "statusCode", "error");
            assertThat(body.path("statusCode").intValue()).as(entry.getKey()).isEqualTo(status);
            assertThat(body.path("error").textValue()).as(entry.getKey()).isEqualTo(REASONS.get(status));
            assertThat(response.at("/ResponseParameters/Headers").path("Access-Control-Allow-Origin"))
                    .hasToString("{\"!Sub\":\"'${AllowedOrigin}'\"}");
            assertThat(response.at("/ResponseParameters/Headers/WWW-Authenticate")
                            .asText())
                    .as(entry.getKey())
                    .isEqualTo(status == 401 ? "'Bearer'" : "");
            Reply.SAFETY.forEach((header, value) -> assertThat(response.at("/ResponseParameters/Headers")
                            .path(header)
                            .textValue())
                    .as(entry.getKey())
                    .isEqualTo("'" + value + "'"));
        });
    }

    @Test
    void whatTheGatewayAndTheFunctionsBothAnswerIsWordedAlike() {
        JsonNode responses = template.api().path("GatewayResponses");
        for (String name : new String[] {"UNAUTHORIZED", "INVALID_API_KEY", "MISSING_AUTHENTICATION_TOKEN"}) {
            assertAlike(responses.path(name), new ApiException.Unauthorized());
        }
        assertAlike(responses.path("THROTTLED"), new ApiException.TooManyRequests(1));
        assertThat(responses
                        .at("/THROTTLED/ResponseParameters/Headers")
                        .path("Retry-After")
                        .textValue())
                .isEqualTo("'1'");
    }

    @Test
    void theStageTellsFunctionsTheAllowedOrigin() {
        assertThat(template.api().path("Variables").path(Cors.STAGE_VARIABLE))
                .hasToString("{\"!If\":[\"AnyOrigin\",\"any\",{\"!Ref\":\"AllowedOrigin\"}]}");
    }

    private static void assertAlike(JsonNode response, ApiException refusal) {
        assertThat(response.path("StatusCode").intValue()).isEqualTo(refusal.statusCode());
        assertThat(body(response).path("message").textValue()).isEqualTo(refusal.getMessage());
        assertThat(body(response).path("error").textValue()).isEqualTo(refusal.reason());
    }

    private static JsonNode body(JsonNode response) {
        return Json.read(response.path("ResponseTemplates")
                .path("application/json")
                .textValue()
                .getBytes(StandardCharsets.UTF_8));
    }
}
