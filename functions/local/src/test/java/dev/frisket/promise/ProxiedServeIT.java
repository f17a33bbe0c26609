package dev.frisket.promise;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.frisket.core.json.Json;
import dev.frisket.local.command.FrisketProcess;
import dev.frisket.local.stack.PictureHost;
import dev.frisket.outbound.WebhookReceiver;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Where a proxy is configured, {@code serve} uses it for none of its calls. */
class ProxiedServeIT {
    private static final String KEY = "frk_proxied_0123456789";

    /** Where the proxy is configured. */
    enum Named {
        BY_THE_ENVIRONMENT,
        BY_SYSTEM_PROPERTIES
    }

    @TempDir
    private Path data;

    @TempDir
    private Path certificates;

    @ParameterizedTest
    @EnumSource
    void anArtworkSucceedsAndIsAnnouncedPastTheProxy(Named named) throws Exception {
        BlockingQueue<JsonNode> announced = new LinkedBlockingQueue<>();
        try (ServerSocket proxy = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                PictureHost pictures = new PictureHost();
                WebhookReceiver receiver = new WebhookReceiver(
                        certificates,
                        webhook -> announced.add(Json.read(webhook.body().getBytes(ISO_8859_1))));
                FrisketProcess serve = serve(named, proxy.getLocalPort(), receiver.trusted())) {
            String request = Json.write(Json.object()
                    .put("imageUrl", pictures.address(64, 48).toString())
                    .put("method", "text")
                    .put("textPrompt", "spoon")
                    .put("webhook", receiver.address().toString()));
            HttpResponse<String> made = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(serve.address().resolve("/v2/artworks/segmentation"))
                                    .header("Authorization", "Bearer " + KEY)
                                    .POST(BodyPublishers.ofString(request))
                                    .build(),
                            BodyHandlers.ofString());
            assertThat(made.statusCode()).as(made.body()).isEqualTo(202);

            JsonNode artwork = announced.poll(60, TimeUnit.SECONDS);
            assertThat(artwork).isNotNull();
            assertThat(artwork.path("status").textValue()).isEqualTo("succeeded");
            proxy.setSoTimeout(1);
            assertThatThrownBy(proxy::accept).as("asked of the proxy").isInstanceOf(SocketTimeoutException.class);
        }
    }

    private FrisketProcess serve(Named named, int port, List<String> jvm) throws Exception {
        String host = "127.0.0.1";
        return switch (named) {
            case BY_THE_ENVIRONMENT -> {
                Map<String, String> environment = new HashMap<>();
                for (String variable : Set.of("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY")) {
                    environment.put(variable, "http://" + host + ":" + port);
                }
                yield FrisketProcess.serveStandIns(jvm, environment, KEY, data);
            }
            case BY_SYSTEM_PROPERTIES -> {
                List<String> options = new ArrayList<>(jvm);
                Stream.of("http", "https")
                        .flatMap(scheme -> Stream.of(
                                "-D" + scheme + ".proxyHost=" + host,
                                "-D" + scheme + ".proxyPort=" + port,
                                "-D" + scheme + ".nonProxyHosts="))
                        .forEach(options::add);
                yield FrisketProcess.serveStandIns(options, Map.of(), KEY, data);
            }
        };
    }
}
