package dev.frisket.core.log;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogTest {
    private static final String TRACE = "Root=1-69231a40-4f6c2b8e7d1a5093c2e84b76;Parent=53995c3f42cd8ad8;Sampled=1";
    private static final System.Logger LOG = System.getLogger("dev.frisket.test");

    @Test
    void anEventIsOneLineAlsoWithAStack() {
        try (CapturedLines log = new CapturedLines()) {
            LOG.log(
                    Level.ERROR,
                    "line one\nline two",
                    new IllegalStateException("with a cause", new RuntimeException()));
            assertThat(log.lines()).singleElement().satisfies(line -> {
                assertThat(line.path("timestamp").asText())
                        .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
                assertThat(line.path("level").asText()).isEqualTo("ERROR");
                assertThat(line.path("message").asText()).isEqualTo("line one\nline two");
                assertThat(line.path("error").asText()).isEqualTo("java.lang.IllegalStateException");
                assertThat(line.path("stack").asText()).contains("Caused by", "LogTest");
            });
        }
    }

    @Test
    void logLinesDuringWorkNameItsArtworkAndItsTrace() {
        try (CapturedLines log = new CapturedLines()) {
            Work.begin("Artworks", "some-id", TRACE).during(() -> {
                LOG.log(Level.INFO, "{0} masks", 3);
                return true;
            });
            LOG.log(Level.INFO, "afterwards");
            List<JsonNode> lines = log.lines();
            assertThat(lines).hasSize(3);
            assertThat(lines.get(0).path("message").asText()).isEqualTo("3 masks");
            assertThat(lines.get(0).path("artworkId").asText()).isEqualTo("some-id");
            assertThat(lines.get(0).path("trace").asText()).isEqualTo(TRACE);
            assertThat(lines.get(2).has("artworkId")).isFalse();
        }
    }

    @Test
    void theEndOfWorkIsAMetricThatCloudWatchReads() {
        try (CapturedLines log = new CapturedLines()) {
            succeed();
            JsonNode line = log.lines().get(0);
            JsonNode directives = line.path("_aws").path("CloudWatchMetrics");
            assertThat(line.path("_aws").path("Timestamp").isIntegralNumber()).isTrue();
            assertThat(directives).hasSize(2);
            for (JsonNode directive : directives) {
                assertThat(directive.path("Namespace").asText()).isEqualTo("Frisket");
                directive.path("Dimensions").path(0).forEach(name -> assertThat(
                                line.path(name.asText()).isTextual())
                        .isTrue());
                assertThat(directive.path("Metrics")).isNotEmpty().allSatisfy(metric -> assertThat(
                                line.path(metric.path("Name").asText()).isNumber())
                        .isTrue());
            }
            assertThat(line.path("QueueWait").asLong()).isEqualTo(1500);
            assertThat(line.path("Outcome").asText()).isEqualTo("succeeded");
            assertThat(line.path("Artworks").asInt()).isEqualTo(1);
            assertThat(line.path("Fault").isIntegralNumber()).isTrue();
            assertThat(line.path("Fault").asInt()).isZero();
        }
    }

    @Test
    void withoutDetailsOnlyTheFaultIsAMetricAndTheLineSaysTheSame() {
        Work.detailedMetrics(false);
        try (CapturedLines log = new CapturedLines()) {
            succeed();
            Work.begin("Artworks", "some-id", null).during(() -> false);
            JsonNode ended = log.lines().get(0);
            assertThat(ended.at("/_aws/CloudWatchMetrics")).singleElement().satisfies(directive -> {
                assertThat(directive.at("/Dimensions/0")).containsExactly(new TextNode("FunctionName"));
                assertThat(directive.at("/Metrics").findValuesAsText("Name")).containsExactly("Fault");
            });
            assertThat(ended.path("QueueWait").asLong()).isEqualTo(1500);
            assertThat(ended.path("Outcome").asText()).isEqualTo("succeeded");
            JsonNode triedAgain = log.lines().get(1);
            assertThat(triedAgain.has("_aws")).isFalse();
            assertThat(triedAgain.has("Total")).isTrue();
        } finally {
            Work.detailedMetrics(true);
        }
    }

    @Test
    void workThatIsTriedAgainIsNoFaultYet() {
        try (CapturedLines log = new CapturedLines()) {
            Work.begin("Artworks", "some-id", null).during(() -> false);
            assertThat(log.lines().get(0).has("Fault")).isFalse();
        }
    }

    @Test
    void workThatThrowsIsNotDoneAndSaysWhy() {
        try (CapturedLines log = new CapturedLines()) {
            boolean done = Work.begin("Artworks", "some-id", null).during(() -> {
                throw new IllegalStateException("why");
            });
            assertThat(done).isFalse();
            assertThat(log.lines())
                    .extracting(line -> line.path("artworkId").asText())
                    .containsOnly("some-id");
            assertThat(log.lines().get(0).path("stack").asText()).contains("why");
            assertThat(log.lines().get(1).path("Outcome").asText()).isEqualTo("broken off");
            assertThat(log.lines().get(1).path("Fault").asInt()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "frk_EXAMPLE0000000000000000000000000000000000004L0cuN",
                "Authorization: Bearer SECRETSECRET",
                "https://b.s3.amazonaws.com/masks/x.png?X-Amz-Signature=SECRETSECRET&X-Amz-Date=1",
                "https://api.example.com/api/v2/results/01a208b4-db00-7c3e-9f27-6b51d08e4a92/0-SECRETSECRET.png",
                "could not read X-Amz-Security-Token=SECRETSECRET",
                "https://example.com/picture.jpg#SECRETSECRET",
            })
    void secretsInForeignWordsAreTakenOut(String secret) {
        try (CapturedLines log = new CapturedLines()) {
            LOG.log(Level.ERROR, "refused: " + secret, new IllegalArgumentException("of " + secret));
            assertThat(log.text()).doesNotContain("SECRETSECRET", "EXAMPLE0000").contains("[removed]", "refused: ");
        }
    }

    @Test
    void whatIsNoTraceHeaderIsNotPassedOn() {
        assertThat(Correlation.validTrace(TRACE)).contains(TRACE);
        assertThat(Correlation.validTrace("Root=1-69231a40-4f6c2b8e7d1a5093c2e84b76;\nX=1"))
                .isEmpty();
        assertThat(Correlation.validTrace("nonsense")).isEmpty();
        assertThat(Correlation.validTrace(null)).isEmpty();
    }

    private static void succeed() {
        Work.begin("Artworks", "some-id", null)
                .record("QueueWait", Duration.ofMillis(1500))
                .during(() -> {
                    Work.outcome("succeeded");
                    Work.ourFault(false);
                    return true;
                });
    }
}
