import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Masks the object in the middle of a picture: API=http://localhost:3000 KEY=… java Segment.java picture.png mask.png */
class Segment {
    private static final String API = System.getenv("API");
    private static final String KEY = System.getenv("KEY");
    private static final HttpClient HTTP =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL).build();

    public static void main(String[] arguments) throws IOException, InterruptedException {
        String artwork = call("POST", "/v2/artworks/segmentation", """
                {"imageUrl": "%s", "method": "points", "pointsPositive": {"points": [[0.5, 0.5]]}, "outputFormat": "png"}"""
                .formatted(upload(Path.of(arguments[0]))));
        // It takes longer, or the API lets no response wait.
        while (text(artwork, "status").matches("starting|processing")) {
            Thread.sleep(2000);
            artwork = call("GET", "/v2/artworks/" + text(artwork, "id"), "");
        }
        if (!text(artwork, "status").equals("succeeded")) {
            stop(artwork.contains("\"error\"") ? text(artwork, "error") : text(artwork, "status"));
        }
        URI result = URI.create(text(artwork, "results"));
        HTTP.send(HttpRequest.newBuilder(result).build(), BodyHandlers.ofFile(Path.of(arguments[1])));
    }

    /** Uploads a picture from disk and returns its imageUrl. A picture on the web needs no upload: use its URL. */
    private static String upload(Path picture) throws IOException, InterruptedException {
        String extension = picture.toString().replaceFirst(".*\\.", "").toLowerCase(Locale.ROOT);
        String type = "image/" + extension.replaceFirst("^jpg$", "jpeg").replaceFirst("^tif$", "tiff");
        String room = call("POST", "/v2/uploads", "{\"contentType\": \"%s\", \"size\": %d}".formatted(type, Files.size(picture)));
        HttpRequest put = HttpRequest.newBuilder(URI.create(text(room, "uploadUrl")))
                .header("Content-Type", type)
                .PUT(BodyPublishers.ofFile(picture))
                .build();
        if (HTTP.send(put, BodyHandlers.discarding()).statusCode() != 200) {
            stop("The upload was refused");
        }
        return text(room, "imageUrl");
    }

    /** Returns the API's response. Retries a 429 after Retry-After; stops with the API's message on any other error. */
    private static String call(String method, String path, String body) throws IOException, InterruptedException {
        BodyPublisher sent = body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body);
        var answer = HTTP.send(
                HttpRequest.newBuilder(URI.create(API + path))
                        .header("Authorization", "Bearer " + KEY)
                        .header("Prefer", "wait=25")
                        .method(method, sent)
                        .build(),
                BodyHandlers.ofString());
        long seconds = answer.headers().firstValueAsLong("Retry-After").orElse(1);
        if (answer.statusCode() == 429 && seconds <= 60) {
            Thread.sleep(1000 * seconds);
            return call(method, path, body);
        }
        if (answer.statusCode() >= 300) {
            stop(text(answer.body(), "message"));
        }
        return answer.body();
    }

    private static void stop(String message) {
        System.err.println(message);
        System.exit(1);
    }

    /** Returns a property's text, or the first of its texts. Use a JSON library if your program has one. */
    private static String text(String json, String property) throws IOException {
        Matcher found = Pattern.compile("\"" + property + "\":\\[?\"((?:[^\"\\\\]|\\\\.)*)\"").matcher(json);
        if (!found.find()) {
            throw new IOException("no " + property + " in " + json);
        }
        return found.group(1);
    }
}
