package dev.frisket.access.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.frisket.core.aws.Aws;
import dev.frisket.core.aws.Timeouts;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.apigateway.ApiGatewayClient;
import software.amazon.awssdk.services.apigateway.model.ApiKey;
import software.amazon.awssdk.services.apigateway.model.UsagePlanKey;

/** The gateway's keys on a server that we did not write. */
class AwsGatewayKeysContractIT {
    // The server loads its code at the first call. A call that is repeated because of that creates a second plan or
    // key.
    private static final Timeouts LONG =
            new Timeouts(Duration.ofMinutes(1), Duration.ofMinutes(1), Duration.ofMinutes(2));

    private final String plan = "frisket-" + UUID.randomUUID();
    private final UUID keyId = UUID.randomUUID();

    @BeforeEach
    void needsAServer() {
        assumeTrue(System.getenv("AWS_ENDPOINT_URL") != null, "AWS_ENDPOINT_URL names no server");
    }

    @Test
    void keysComeIntoThePlanAndGo() {
        Aws aws = new Aws(LONG);
        ApiGatewayClient gateway = aws.client(ApiGatewayClient.builder());
        String planId = gateway.createUsagePlan(request -> request.name(plan)).id();
        AwsGatewayKeys keys = AwsGatewayKeys.ofPlanNamed(plan, aws);

        keys.add(keyId);
        assertThat(gateway.getUsagePlanKeys(request -> request.usagePlanId(planId))
                        .items())
                .extracting(UsagePlanKey::value)
                .containsExactly(keyId.toString());
        assertThat(gateway.getApiKeys(request -> request.nameQuery(keyId.toString()))
                        .items())
                .extracting(ApiKey::tags)
                .containsExactly(Map.of(AwsGatewayKeys.TAG, plan));

        keys.remove(keyId);
        keys.remove(keyId);
        assertThat(gateway.getApiKeys(request -> request.nameQuery(keyId.toString()))
                        .items())
                .isEmpty();
    }
}
