package dev.frisket.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.APIGatewayCustomAuthorizerEvent;
import com.amazonaws.services.lambda.runtime.events.IamPolicyResponseV1;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.fasterxml.jackson.databind.JsonNode;
import dev.frisket.access.AuthorizerHandler.Unauthorized;
import dev.frisket.access.key.ApiKey;
import dev.frisket.access.key.ApiKeyStore;
import dev.frisket.access.key.Token;
import dev.frisket.core.Events;
import dev.frisket.core.TestContext;
import dev.frisket.core.api.Scope;
import dev.frisket.core.bucket.Bucket;
import dev.frisket.core.bucket.BucketUnavailable;
import dev.frisket.core.bucket.InMemoryBucket;
import dev.frisket.core.json.Json;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class AuthorizerHandlerTest {
    private static final String SECRET = "frk_EXAMPLE0000000000000000000000000000000000004L0cuN";
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    private final ApiKeyStore store = new ApiKeyStore(new InMemoryBucket());
    private final ApiKey key = new ApiKey(
            UUID.fromString("3f1c9d52-7b0a-4e6d-8c21-5a9e04b7d613"),
            "acme",
            Scope.MANAGER,
            Set.of("*", "artworks"),
            "robot",
            NOW,
            new Token(SECRET).digest(),
            null);
    private final APIGatewayCustomAuthorizerEvent event = read("authorizer-key");

    @Test
    void aValidKeyMayCallTheWholeStageInItsOwnersName() {
        store.activate(key);

        JsonNode answer = asGatewayReads(handle(store));

        assertThat(answer)
                .isEqualTo(Json.read(
                        """
                        {"principalId": "3f1c9d52-7b0a-4e6d-8c21-5a9e04b7d613",
                         "policyDocument": {"Version": "2012-10-17", "Statement": [{
                           "Action": "execute-api:Invoke", "Effect": "Allow",
                           "Resource": ["arn:aws:execute-api:eu-central-1:123456789012:a1b2c3d4e5/api/*/*"]}]},
                         "context": {"keyId": "3f1c9d52-7b0a-4e6d-8c21-5a9e04b7d613", "organization": "acme",
                           "scope": "manager", "domains": "*,artworks"},
                         "usageIdentifierKey": "3f1c9d52-7b0a-4e6d-8c21-5a9e04b7d613"}
                        """
                                .getBytes(UTF_8)));
    }

    @Test
    void theSchemesCaseDoesNotMatter() {
        store.activate(key);
        event.setAuthorizationToken("bEARER   " + SECRET + " ");

        assertThat(handle(store).getPrincipalId()).isEqualTo(key.id().toString());
    }

    @Test
    void anUnknownKeyIsUnauthorizedInExactlyThisWord() {
        assertThatThrownBy(() -> handle(store)).isInstanceOf(Unauthorized.class).hasMessage("Unauthorized");
    }

    @Test
    void aRevokedKeyIsUnauthorized() {
        store.activate(key);
        store.revoke(key, NOW);

        assertThatThrownBy(() -> handle(store)).isInstanceOf(Unauthorized.class);
    }

    @Test
    void aKeyThatIsOnlyListedIsUnauthorized() {
        store.add(key);

        assertThatThrownBy(() -> handle(store)).isInstanceOf(Unauthorized.class);
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(
            strings = {"Bearer", "Bearer ", SECRET, "Basic " + SECRET, "Bearer " + SECRET + " " + SECRET, "Bearer x"})
    void anotherHeaderIsRefusedWithoutALookUp(String authorization) {
        event.setAuthorizationToken(authorization);

        assertThatThrownBy(() -> handle(new ApiKeyStore(outOfReach()))).isInstanceOf(Unauthorized.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"authorizer-typo", "authorizer-basic"})
    void aTypoIsRefusedWithoutALookUp(String name) {
        event.setAuthorizationToken(read(name).getAuthorizationToken());

        assertThatThrownBy(() -> handle(new ApiKeyStore(outOfReach()))).isInstanceOf(Unauthorized.class);
    }

    @Test
    void aStoreOutOfReachIsNotTheCallersFault() {
        assertThatThrownBy(() -> handle(new ApiKeyStore(outOfReach())))
                .isInstanceOf(IllegalStateException.class)
                .extracting(Throwable::getMessage)
                .isNotEqualTo("Unauthorized");
    }

    private IamPolicyResponseV1 handle(ApiKeyStore keys) {
        return new AuthorizerHandler(keys, Token::isOurs).handleRequest(event, new TestContext());
    }

    private static Bucket outOfReach() {
        return (Bucket) Proxy.newProxyInstance(
                Bucket.class.getClassLoader(), new Class<?>[] {Bucket.class}, (proxy, method, arguments) -> {
                    throw new BucketUnavailable("out of reach", new Exception());
                });
    }

    private static APIGatewayCustomAuthorizerEvent read(String event) {
        return Events.read(event, APIGatewayCustomAuthorizerEvent.class);
    }

    /** The answer as Lambda's runtime writes it. */
    private static JsonNode asGatewayReads(IamPolicyResponseV1 answer) {
        ByteArrayOutputStream json = new ByteArrayOutputStream();
        LambdaEventSerializers.serializerFor(IamPolicyResponseV1.class, AuthorizerHandlerTest.class.getClassLoader())
                .toJson(answer, json);
        return Json.read(json.toByteArray());
    }
}
