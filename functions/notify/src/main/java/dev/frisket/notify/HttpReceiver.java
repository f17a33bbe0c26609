package dev.frisket.notify;

import dev.frisket.core.address.AddressException;
import dev.frisket.core.address.AddressPolicy;
import dev.frisket.core.address.UrlPurpose;
import dev.frisket.core.address.WebUrl;
import dev.frisket.core.webhook.Delivery;
import dev.frisket.outbound.Deadline;
import dev.frisket.outbound.DeadlineExceededException;
import dev.frisket.outbound.PinnedClient;
import dev.frisket.outbound.UnreadableAnswerException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import javax.net.ssl.SSLException;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.Method;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;

/** Posts over HTTP without following redirects. The body of the response is not read. */
public final class HttpReceiver implements Receiver {
    private static final ContentType JSON = ContentType.create("application/json");

    private final PinnedClient client;
    private final Duration timeToAnswer;
    private final Clock clock;

    /** @param policy which addresses receivers may have */
    public static HttpReceiver over(AddressPolicy policy, Clock clock) {
        return new HttpReceiver(PinnedClient.over(policy), ReceiverTimeouts.FULL, clock);
    }

    HttpReceiver(PinnedClient client, Duration timeToAnswer, Clock clock) {
        this.client = client;
        this.timeToAnswer = timeToAnswer;
        this.clock = clock;
    }

    @Override
    public WebhookResponse post(String webhook, Map<String, String> headers, byte[] body, Duration atMost) {
        Duration time = atMost.compareTo(timeToAnswer) < 0 ? atMost : timeToAnswer;
        ClassicHttpRequest request = new BasicClassicHttpRequest(Method.POST, "/");
        headers.forEach(request::setHeader);
        request.setEntity(new ByteArrayEntity(body, JSON));
        try {
            WebUrl url = WebUrl.parse(webhook, UrlPurpose.WEBHOOK, client.policy());
            return client.exchange(url, request, Deadline.in(time), this::read);
        } catch (AddressException e) {
            return WebhookResponse.none("webhook " + e.rule() + ".");
        } catch (DeadlineExceededException | SocketTimeoutException e) {
            return WebhookResponse.silence("The receiver did not answer within " + time.toSeconds() + " seconds.");
        } catch (UnreadableAnswerException e) {
            return WebhookResponse.none("The receiver sent an answer that is not valid HTTP.");
        } catch (SSLException e) {
            return WebhookResponse.none("The receiver has no TLS with a valid certificate for its host name.");
        } catch (IOException e) {
            return WebhookResponse.none("The connection to the receiver failed or was interrupted.");
        }
    }

    private WebhookResponse read(ClassicHttpResponse response) {
        Header retryAfter = response.getFirstHeader(HttpHeaders.RETRY_AFTER);
        return new WebhookResponse(
                new Delivery.Answered(response.getCode()),
                RetryAfter.of(retryAfter == null ? null : retryAfter.getValue(), clock.instant()));
    }
}
