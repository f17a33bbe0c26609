package dev.frisket.local.keys;

import dev.frisket.access.key.Token;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Waits until a deployed API accepts a new key, of which API Gateway may learn up to a minute later. */
final class KeyAcceptance {
    /** How the wait ended. */
    enum Outcome {
        ACCEPTED,
        /** The API still refuses the key after the last attempt. */
        REFUSED,
        /** The API can't be reached from here, or something in front of it responds. */
        UNKNOWN
    }

    private static final int ATTEMPTS = 45; // 90 s
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final Duration LONGEST_RESPONSE = Duration.ofSeconds(30); // API Gateway itself waits at most 29 s
    private static final int OK = 200;
    private static final int UNAUTHORIZED = 401;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int INTERNAL_SERVER_ERROR = 500;

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    private final URI models;
    private final int attempts;
    private final Duration pause;

    /** @param api base URL, without a slash at its end */
    static KeyAcceptance at(String api) {
        return new KeyAcceptance(api, ATTEMPTS, PAUSE);
    }

    KeyAcceptance(String api, int attempts, Duration pause) {
        models = URI.create(api + "/v2/models"); // any key may read it
        this.attempts = attempts;
        this.pause = pause;
    }

    Outcome await(Token token) throws InterruptedException {
        for (int attempt = 0; attempt < attempts; attempt++) {
            if (attempt > 0) {
                Thread.sleep(pause.toMillis());
            }
            try {
                int status = status(token);
                if (status == OK) {
                    return Outcome.ACCEPTED;
                }
                if (status != UNAUTHORIZED && status != TOO_MANY_REQUESTS && status < INTERNAL_SERVER_ERROR) {
                    return Outcome.UNKNOWN;
                }
            } catch (IOException e) {
                return Outcome.UNKNOWN;
            }
        }
        return Outcome.REFUSED;
    }

    private int status(Token token) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(models)
                .timeout(LONGEST_RESPONSE)
                .header("Authorization", "Bearer " + token.text())
                .build();
        return client.send(request, BodyHandlers.discarding()).statusCode();
    }
}
