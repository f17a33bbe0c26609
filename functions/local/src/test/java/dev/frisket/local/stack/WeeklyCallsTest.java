package dev.frisket.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayCustomAuthorizerEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.fasterxml.jackson.databind.JsonNode;
import dev.frisket.access.AuthorizerHandler;
import dev.frisket.access.AuthorizerHandler.Unauthorized;
import dev.frisket.access.OrganizationsHandler;
import dev.frisket.access.gateway.GatewayKeys;
import dev.frisket.access.key.ApiKeyStore;
import dev.frisket.access.key.Token;
import dev.frisket.core.Template;
import dev.frisket.core.TestContext;
import dev.frisket.core.bucket.Bucket;
import dev.frisket.core.prefer.EndWait;
import dev.frisket.core.queue.Message;
import dev.frisket.core.queue.MessageQueue;
import dev.frisket.core.request.UnknownPropertyRule;
import dev.frisket.status.StatusHandler;
import dev.frisket.submit.AddressRules;
import dev.frisket.submit.SubmitHandler;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** The events by which the template calls functions every week have no effect: every use of a bucket or queue fails. */
class WeeklyCallsTest {
    private static final Clock CLOCK = Clock.systemUTC();
    private static final EndWait NO_WAIT = new EndWait(Duration.ZERO, CLOCK, EndWait.Pause.SLEEP);

    private final Bucket bucket = untouchable(Bucket.class);

    @Test
    void statusFunctionAnswers() {
        assertThat(status("Status", new StatusHandler(bucket, queue(), List.of(), NO_WAIT, CLOCK)))
                .isEqualTo(200);
    }

    @Test
    void theOthersDoNotKnowThePath() {
        SubmitHandler submit = new SubmitHandler(
                bucket,
                bucket,
                queue(),
                queue(),
                untouchable(AddressRules.class),
                UnknownPropertyRule.REFUSE,
                NO_WAIT,
                1,
                CLOCK);
        assertThat(status("Submit", submit)).isEqualTo(404);
        assertThat(status("Organizations", new OrganizationsHandler(bucket, untouchable(GatewayKeys.class), CLOCK)))
                .isEqualTo(404);
    }

    @Test
    void theAuthorizerRefuses() {
        AuthorizerHandler authorizer = new AuthorizerHandler(new ApiKeyStore(bucket), Token::isOurs);
        APIGatewayCustomAuthorizerEvent event = event("Authorizer", APIGatewayCustomAuthorizerEvent.class);
        assertThatThrownBy(() -> authorizer.handleRequest(event, new TestContext()))
                .isInstanceOf(Unauthorized.class);
    }

    private static int status(
            String target, RequestHandler<APIGatewayProxyRequestEvent, APIGatewayProxyResponseEvent> function) {
        return function.handleRequest(event(target, APIGatewayProxyRequestEvent.class), new TestContext())
                .getStatusCode();
    }

    /** The input of a target, as Lambda reads it. */
    private static <T> T event(String target, Class<T> type) {
        JsonNode targets = Template.read().json().at("/Resources/WeeklyCalls/Properties/Targets");
        return StreamSupport.stream(targets.spliterator(), false)
                .filter(each -> each.path("Id").asText().equals(target))
                .map(each -> LambdaEventSerializers.serializerFor(type, WeeklyCallsTest.class.getClassLoader())
                        .fromJson(each.path("Input").asText()))
                .findFirst()
                .orElseThrow();
    }

    @SuppressWarnings("unchecked")
    private static <M extends Message> MessageQueue<M> queue() {
        return untouchable(MessageQueue.class);
    }

    private static <T> T untouchable(Class<T> port) {
        return port.cast(
                Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, (self, method, arguments) -> {
                    throw new AssertionError(method + " is called");
                }));
    }
}
