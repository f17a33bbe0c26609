package dev.frisket.access.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.frisket.access.gateway.StandInGateway.Fault;
import dev.frisket.core.aws.Aws;
import java.io.IOException;
import java.net.URI;
import java.util.Collections;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.apigateway.ApiGatewayClient;

class AwsGatewayKeysTest {
    private static final Fault BUSY = new Fault(429, false);
    private static final Fault LOST_ANSWER = new Fault(503, true);

    private final UUID keyId = UUID.randomUUID();
    private final StandInGateway gateway =
            new StandInGateway(new SignatureV4("AKIDEXAMPLE", "example", "eu-central-1", "apigateway"));
    private final AwsGatewayKeys keys = keys(gateway.address(), "example");

    AwsGatewayKeysTest() throws IOException {}

    @AfterEach
    void stop() {
        gateway.close();
    }

    @Test
    void anAddedKeyIsInThePlan() {
        keys.add(keyId);

        assertThat(gateway.attached()).containsExactly(keyId.toString());
        assertThat(gateway.calls()).containsExactly("GET /usageplans", "POST /apikeys", "POST /usageplans/pl4n1d/keys");
    }

    @Test
    void addingAgainIsAsGood() {
        keys.add(keyId);
        keys.add(keyId);

        assertThat(gateway.names()).containsExactly(keyId.toString());
        assertThat(gateway.attached()).containsExactly(keyId.toString());
    }

    @Test
    void aRemovedKeyIsGone() {
        UUID other = UUID.randomUUID();
        keys.add(keyId);
        keys.add(other);

        keys.remove(keyId);
        keys.remove(keyId);

        assertThat(gateway.names()).containsExactly(other.toString());
        assertThat(gateway.attached()).containsExactly(other.toString());
    }

    @Test
    void aBusyGatewayIsAskedAgain() {
        gateway.next(BUSY, BUSY, BUSY, BUSY);

        keys.add(keyId);

        assertThat(gateway.attached()).containsExactly(keyId.toString());
    }

    @Test
    void lostAnswersOfAttachingAndDeletingAreMadeUpFor() {
        gateway.next("POST /usageplans/", LOST_ANSWER);
        keys.add(keyId);
        assertThat(gateway.attached()).containsExactly(keyId.toString());

        gateway.next("DELETE /apikeys/", LOST_ANSWER);
        keys.remove(keyId);
        assertThat(gateway.names()).isEmpty();
    }

    @Test
    void aKeyThatWasCreatedUnnoticedIsGivenUp() {
        gateway.next("POST /apikeys", LOST_ANSWER);

        assertThatThrownBy(() -> keys.add(keyId))
                .isInstanceOf(GatewayUnavailable.class)
                .hasMessageContaining("outside the usage plan");
        assertThat(gateway.attached()).isEmpty();
        keys.remove(keyId);
    }

    @Test
    void aKeyThatCannotBeAttachedIsDeleted() {
        gateway.next("POST /usageplans/", new Fault(403, false));

        assertThatThrownBy(() -> keys.add(keyId)).hasMessageContaining("attach a key");
        assertThat(gateway.names()).isEmpty();
    }

    @Test
    void aKeyOfAnEarlierVersionIsRemovedOnceItIsTagged() {
        String id = gateway.addUntagged(keyId.toString());
        assertThatThrownBy(() -> keys.remove(keyId))
                .isInstanceOf(GatewayUnavailable.class)
                .hasMessageContaining("delete a key");

        gateway.tag(id);
        keys.remove(keyId);
        assertThat(gateway.names()).isEmpty();
    }

    @Test
    void aGatewayThatStaysBusyIsGivenUp() {
        gateway.next(Collections.nCopies(5, BUSY).toArray(Fault[]::new));

        assertThatThrownBy(() -> keys.add(keyId))
                .isInstanceOf(GatewayUnavailable.class)
                .hasMessageContaining("429");
        assertThat(gateway.calls()).hasSize(5);
    }

    @Test
    void aGatewayOutOfReachIsGivenUp() {
        URI nobody = gateway.address();
        gateway.close();

        assertThatThrownBy(() -> keys(nobody, "example").remove(keyId)).isInstanceOf(GatewayUnavailable.class);
    }

    @Test
    void aWrongSignatureIsToldAsSuch() {
        assertThatThrownBy(() -> keys(gateway.address(), "another").add(keyId))
                .isInstanceOf(GatewayUnavailable.class)
                .hasMessageContaining("403");
    }

    @Test
    void aMissingPlanIsNamed() {
        ApiGatewayClient client = client(gateway.address(), "example");

        assertThatThrownBy(() -> new AwsGatewayKeys(client, "nothing").add(keyId))
                .hasMessageContaining("nothing");
        assertThat(gateway.names()).isEmpty();
    }

    private static AwsGatewayKeys keys(URI address, String secretKey) {
        return new AwsGatewayKeys(client(address, secretKey), StandInGateway.PLAN);
    }

    /** As a function builds it, but without waiting between attempts. */
    private static ApiGatewayClient client(URI address, String secretKey) {
        return Aws.at(
                        address,
                        Region.EU_CENTRAL_1,
                        StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIDEXAMPLE", secretKey)),
                        UrlConnectionHttpClient.create())
                .client(ApiGatewayClient.builder()
                        .overrideConfiguration(
                                settings -> settings.retryStrategy(AwsRetryStrategy.standardRetryStrategy().toBuilder()
                                        .maxAttempts(AwsGatewayKeys.ATTEMPTS)
                                        .backoffStrategy(BackoffStrategy.retryImmediately())
                                        .throttlingBackoffStrategy(BackoffStrategy.retryImmediately())
                                        .build())));
    }
}
