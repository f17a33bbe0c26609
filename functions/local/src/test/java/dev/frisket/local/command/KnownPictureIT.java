package dev.frisket.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.frisket.core.Soak;
import dev.frisket.core.json.Json;
import dev.frisket.local.stack.PictureHost;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Further prompts on a picture, with the real model: answered in one call, and beside it by creating and polling. */
class KnownPictureIT {
    private static final int ROUNDS = Soak.size(3, 15);
    private static final String KEY = "frk_known_0123456789";

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void aFurtherPromptIsAnsweredInOneCall(@TempDir Path data) throws Exception {
        List<Double> one = new ArrayList<>();
        List<Double> polling = new ArrayList<>();
        try (PictureHost pictures = new PictureHost();
                FrisketProcess serve = FrisketProcess.start(
                        Map.of(ServeCommand.KEY_VARIABLE, KEY),
                        "serve",
                        "--port",
                        "0",
                        "--data",
                        data.toString(),
                        "--allow-private-hosts")) {
            URI create = serve.address().resolve("/v2/artworks/segmentation");
            URI picture = pictures.address(1024, 768);
            byPolling(create, picture, 0.1); // the picture becomes known
            for (int round = 0; round < ROUNDS; round++) {
                double x = 0.2 + round * 0.04;
                long begin = System.nanoTime();
                HttpResponse<byte[]> answer = send(request(create)
                        .header("Prefer", "wait=25")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(order(picture, x))));
                one.add((System.nanoTime() - begin) / 1e6);
                assertThat(answer.statusCode()).isEqualTo(200);
                assertThat(status(answer)).isEqualTo("succeeded");

                begin = System.nanoTime();
                byPolling(create, picture, x + 0.01);
                polling.add((System.nanoTime() - begin) / 1e6);
            }
        }
        System.out.printf(
                "a further prompt on a known picture: in one call %.0f ms, by creating and polling each second %.0f ms "
                        + "(medians of %d)%n",
                median(one), median(polling), ROUNDS);
    }

    /** As the examples did before there was the preference. */
    private void byPolling(URI create, URI picture, double x) throws Exception {
        HttpResponse<byte[]> answer =
                send(request(create).POST(HttpRequest.BodyPublishers.ofByteArray(order(picture, x))));
        URI artwork = URI.create(answer.headers().firstValue("Location").orElseThrow());
        while (List.of("starting", "processing").contains(status(answer))) {
            Thread.sleep(1000);
            answer = send(request(artwork));
        }
        assertThat(status(answer)).isEqualTo("succeeded");
    }

    private HttpResponse<byte[]> send(HttpRequest.Builder request) throws Exception {
        return http.send(request.build(), BodyHandlers.ofByteArray());
    }

    private static HttpRequest.Builder request(URI address) {
        return HttpRequest.newBuilder(address).header("Authorization", "Bearer " + KEY);
    }

    private static byte[] order(URI picture, double x) {
        ObjectNode order = Json.object().put("imageUrl", picture.toString()).put("method", "points");
        order.putObject("pointsPositive").putArray("points").addArray().add(x).add(0.5);
        return Json.writeBytes(order);
    }

    private static String status(HttpResponse<byte[]> answer) {
        JsonNode artwork = Json.read(answer.body());
        return artwork.get("status").textValue();
    }

    private static double median(List<Double> values) {
        Collections.sort(values);
        return values.get(values.size() / 2);
    }
}
