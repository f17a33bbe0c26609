package dev.frisket.fetch;

import dev.frisket.packs.ModelException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Downloads a large file over HTTP, resuming a partial download of an earlier attempt or run. */
final class Download {
    private static final int ATTEMPTS = 5;
    private static final int MAX_REDIRECTS = 5;
    private static final int CHUNK_BYTES = 1 << 16;
    private static final int MEGABYTE = 1_000_000;
    private static final int REPORT_BYTES = 50 * MEGABYTE;
    private static final Duration HEADERS = Duration.ofSeconds(30);
    private static final Pattern SHA_256 = Pattern.compile("\"?([0-9a-f]{64})\"?");

    private final HttpClient http;
    private final Duration pause;
    private final Consumer<String> progress;

    Download(HttpClient http, Duration pause, Consumer<String> progress) {
        this.http = http;
        this.pause = pause;
        this.progress = progress;
    }

    /**
     * Downloads a complete file.
     *
     * @param partial contains the part downloaded so far and receives the rest; it need not exist
     * @return the digest that the hub publishes for it, if any
     * @throws ModelException if the server refuses the request or can't be reached; the received part is kept
     */
    Optional<String> fetch(URI address, Path partial) throws IOException, InterruptedException {
        IOException last = new IOException("not tried");
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            Thread.sleep(pause.multipliedBy(attempt - 1L).toMillis());
            try {
                return attempt(address, partial);
            } catch (IOException e) {
                last = e;
                progress.accept("%s: %s (attempt %d of %d)".formatted(address, e, attempt, ATTEMPTS));
            }
        }
        throw new ModelException(
                """
                %s can't be reached: %s
                See that this machine has a way to it (proxies: -Dhttps.proxyHost=… -Dhttps.proxyPort=…), or name a \
                mirror with --hub, then fetch again: what has come is kept. Or download the file elsewhere, put it into \
                %s under its name in the manifest, and fetch again: its digest is then checked or recorded."""
                        .formatted(address, last, partial.toAbsolutePath().getParent()),
                last);
    }

    private Optional<String> attempt(URI address, Path partial) throws IOException, InterruptedException {
        long have = Files.exists(partial) ? Files.size(partial) : 0;
        Optional<String> published = Optional.empty();
        URI next = address;
        for (int redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
            HttpResponse<InputStream> answer =
                    http.send(request(next, have), HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = answer.body()) {
                // A hub sends a large file's digest with the redirect to its storage.
                published = published.or(() -> digest(answer));
                Optional<String> location = answer.headers().firstValue("Location");
                if (answer.statusCode() / 100 == 3 && location.isPresent()) {
                    next = redirected(next, location.get());
                    continue;
                }
                receive(next, answer, body, have, partial);
                return published;
            }
        }
        throw new ModelException(address + " redirects more than " + MAX_REDIRECTS + " times.");
    }

    private static HttpRequest request(URI address, long have) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address).timeout(HEADERS);
        return have == 0
                ? request.build()
                : request.header("Range", "bytes=" + have + "-").build();
    }

    private static Optional<String> digest(HttpResponse<?> answer) {
        return answer.headers()
                .firstValue("X-Linked-Etag")
                .map(SHA_256::matcher)
                .filter(matcher -> matcher.matches())
                .map(matcher -> matcher.group(1));
    }

    private static URI redirected(URI from, String location) {
        URI to = from.resolve(location);
        if ("https".equals(from.getScheme()) && !"https".equals(to.getScheme())) {
            throw new ModelException(from + " redirects to " + to + ", which is not encrypted. It is not followed.");
        }
        return to;
    }

    private void receive(URI from, HttpResponse<?> answer, InputStream body, long have, Path partial)
            throws IOException {
        String range = answer.headers().firstValue("Content-Range").orElse("");
        switch (answer.statusCode()) {
            case 200 -> write(body, partial, 0, length(answer), StandardOpenOption.TRUNCATE_EXISTING);
            case 206 -> {
                if (!range.startsWith("bytes " + have + "-")) {
                    throw new ModelException(from + " returns the wrong part, " + range + ".");
                }
                write(body, partial, have, have + length(answer), StandardOpenOption.APPEND);
            }
            case 416 -> {
                if (!range.equals("bytes */" + have)) {
                    Files.delete(partial);
                    throw new IOException("the partial download is no longer valid, starting over");
                }
            }
            case 408, 425, 429, 500, 502, 503, 504 -> throw new IOException("status " + answer.statusCode());
            default ->
                throw new ModelException(
                        "%s responds with status %d. Check that the pack's manifest names the right repository, revision and path."
                                .formatted(from, answer.statusCode()));
        }
    }

    private static long length(HttpResponse<?> answer) {
        return answer.headers().firstValueAsLong("Content-Length").orElse(0);
    }

    private void write(InputStream body, Path partial, long have, long total, OpenOption how) throws IOException {
        try (var out = Files.newOutputStream(partial, StandardOpenOption.CREATE, StandardOpenOption.WRITE, how)) {
            byte[] chunk = new byte[CHUNK_BYTES];
            long written = have;
            for (int read = body.read(chunk); read >= 0; read = body.read(chunk)) {
                out.write(chunk, 0, read);
                if (written / REPORT_BYTES != (written + read) / REPORT_BYTES) {
                    progress.accept("%s: %d of %d MB"
                            .formatted(partial.getFileName(), (written + read) / MEGABYTE, total / MEGABYTE));
                }
                written += read;
            }
        }
    }
}
