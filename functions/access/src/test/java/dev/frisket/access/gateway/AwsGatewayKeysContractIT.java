package dev.frisket.access.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.frisket.core.json.Json;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.http.SdkHttpMethod;

/** The gateway's keys on a server that we did not write. */
class AwsGatewayKeysContractIT {
    private static final String PLANS = "/usageplans";

    private final String plan = "frisket-" + UUID.randomUUID();
    private final UUID keyId = UUID.randomUUID();

    @BeforeEach
    void needsAServer() {
        assumeTrue(System.getenv("AWS_ENDPOINT_URL") != null, "AWS_ENDPOINT_URL names no server");
    }

    @Test
    void keysComeIntoThePlanAndGo() {
        AwsHttp http = AwsHttp.to("apigateway");
        String planId = http.call(
                        SdkHttpMethod.POST, PLANS, Map.of(), Json.object().put("name", plan))
                .json()
                .required("id")
                .textValue();
        AwsGatewayKeys keys = new AwsGatewayKeys(http, plan);

        keys.add(keyId);
        JsonNode inPlan = http.call(SdkHttpMethod.GET, PLANS + "/" + planId + "/keys", Map.of(), null)
                .json()
                .path("item");
        assertThat(inPlan.findValuesAsText("value")).containsExactly(keyId.toString());

        keys.remove(keyId);
        keys.remove(keyId);
        assertThat(http.call(SdkHttpMethod.GET, "/apikeys", Map.of("name", keyId.toString()), null)
                        .json()
                        .path("item")
                        .findValuesAsText("value"))
                .isEqualTo(List.of());
    }
}
