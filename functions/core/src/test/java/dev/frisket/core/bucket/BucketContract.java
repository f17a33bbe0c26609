package dev.frisket.core.bucket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract of every bucket; each adapter runs it against a server. */
public abstract class BucketContract {
    private static final String TEXT = "text/plain";

    // Runs may share a bucket.
    private final String prefix = "contract/" + UUID.randomUUID() + "/";

    /** The bucket under test. */
    protected abstract Bucket objects();

    /** Whether the bucket has a server that answers links. */
    protected boolean overHttp() {
        return true;
    }

    @Test
    void whatWasCreatedIsReadBack() {
        assertThat(objects().create(prefix + "a", bytes("one"), TEXT)).isEqualTo(Bucket.Write.DONE);

        assertThat(objects().get(prefix + "a")).get().satisfies(stored -> assertThat(stored.bytes())
                .isEqualTo(bytes("one")));
        assertThat(objects().exists(prefix + "a")).isTrue();
    }

    @Test
    void whatIsNotThereIsEmpty() {
        assertThat(objects().get(prefix + "missing")).isEmpty();
        assertThat(objects().exists(prefix + "missing")).isFalse();
    }

    @Test
    void anObjectIsCreatedOnlyOnce() {
        objects().create(prefix + "a", bytes("one"), TEXT);

        assertThat(objects().create(prefix + "a", bytes("two"), TEXT)).isEqualTo(Bucket.Write.CONFLICT);
        assertThat(read("a")).isEqualTo("one");
    }

    @Test
    void onlyTheVersionThatWasReadIsReplaced() {
        objects().create(prefix + "a", bytes("one"), TEXT);
        String first = etag("a");

        assertThat(objects().replace(prefix + "a", bytes("two"), TEXT, first)).isEqualTo(Bucket.Write.DONE);
        assertThat(objects().replace(prefix + "a", bytes("three"), TEXT, first)).isEqualTo(Bucket.Write.CONFLICT);
        assertThat(read("a")).isEqualTo("two");
    }

    @Test
    void whatIsGoneCannotBeReplaced() {
        objects().create(prefix + "a", bytes("one"), TEXT);
        String first = etag("a");
        objects().delete(prefix + "a");

        assertThat(objects().replace(prefix + "a", bytes("two"), TEXT, first)).isEqualTo(Bucket.Write.GONE);
        assertThat(objects().exists(prefix + "a")).isFalse();
    }

    @Test
    void putWritesOverWhateverThereIs() {
        objects().put(prefix + "a", bytes("one"), TEXT);
        objects().put(prefix + "a", bytes("two"), TEXT);

        assertThat(read("a")).isEqualTo("two");
    }

    @Test
    void aFileIsPutInPlaceOfWhateverThereIs(@TempDir Path folder) throws IOException {
        byte[] large = new byte[300_000];
        new Random(1).nextBytes(large);
        objects().put(prefix + "a", bytes("one"), TEXT);
        objects().put(prefix + "a", Files.write(folder.resolve("two"), large), TEXT);

        assertThat(objects().get(prefix + "a").orElseThrow().bytes()).isEqualTo(large);
    }

    @Test
    void deletingNothingIsFine() {
        objects().delete(prefix + "missing");

        assertThat(objects().exists(prefix + "missing")).isFalse();
    }

    @Test
    void keysAreListedInOrderUpToTheLimitAndByPrefixOnly() {
        for (String name : List.of("list/c", "list/a", "list/b", "other/a")) {
            objects().put(prefix + name, bytes(name), TEXT);
        }

        assertThat(objects().list(prefix + "list/", 10))
                .containsExactly(prefix + "list/a", prefix + "list/b", prefix + "list/c");
        assertThat(objects().list(prefix + "list/", 2)).containsExactly(prefix + "list/a", prefix + "list/b");
        assertThat(objects().list(prefix + "none/", 10)).isEmpty();
    }

    @Test
    void smallObjectsAreNeitherListedNorCounted() {
        for (int i = 0; i < 6; i++) {
            objects().put(prefix + "sizes/" + i, bytes("x".repeat(i % 2 == 0 ? 3 : 4)), TEXT);
        }

        assertThat(objects().list(prefix + "sizes/", 4, 10))
                .containsExactly(prefix + "sizes/1", prefix + "sizes/3", prefix + "sizes/5");
        assertThat(objects().list(prefix + "sizes/", 4, 2)).containsExactly(prefix + "sizes/1", prefix + "sizes/3");
        assertThat(objects().list(prefix + "sizes/", 5, 1)).isEmpty();
    }

    @Test
    void aLinkServesTheObjectWithItsTypeToAnybody() throws IOException {
        assumeTrue(overHttp(), "no server behind this bucket");
        objects().put(prefix + "mask.webp", new byte[] {1, 2, 3}, "image/webp");

        HttpURLConnection link = (HttpURLConnection) objects()
                .link(prefix + "mask.webp", Duration.ofMinutes(1))
                .toURL()
                .openConnection();
        assertThat(link.getResponseCode()).isEqualTo(200);
        assertThat(link.getContentType()).isEqualTo("image/webp");
        assertThat(link.getInputStream().readAllBytes()).containsExactly(1, 2, 3);

        String forgery =
                objects().link(prefix + "mask.webp", Duration.ofMinutes(1)).toString();
        HttpURLConnection forged =
                (HttpURLConnection) URI.create(forgery.replaceFirst("(X-Amz-Signature=)[0-9a-f]{8}", "$1deadbeef"))
                        .toURL()
                        .openConnection();
        assertThat(forged.getResponseCode()).isEqualTo(403);
    }

    @Test
    void aLinkToPutTakesTheTypeAndLengthItWasMadeForAndNoOther() throws Exception {
        assumeTrue(overHttp(), "no server behind this bucket");
        String key = prefix + "upload";
        URI link = objects().linkToPut(key, "image/png", 4, Duration.ofMinutes(1));

        assertThat(put(link, "image/png", "12345")).isEqualTo(403);
        assertThat(put(link, "image/gif", "1234")).isEqualTo(403);
        assertThat(put(URI.create(link.toString().replace("/upload", "/uploae")), "image/png", "1234"))
                .isEqualTo(403);
        assertThat(objects().exists(key)).isFalse();
        assertThat(put(link, "image/png", "1234")).isEqualTo(200);
        assertThat(read("upload")).isEqualTo("1234");
    }

    private static int put(URI link, String contentType, String body) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(link)
                                .header("Content-Type", contentType)
                                .PUT(HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    @Test
    void noIncrementOfEightWritersIsLost() throws Exception {
        objects().create(prefix + "counter", bytes("0"), TEXT);
        ExecutorService writers = Executors.newFixedThreadPool(8);
        try {
            List<Future<?>> ends = new ArrayList<>();
            for (int writer = 0; writer < 8; writer++) {
                ends.add(writers.submit(() -> {
                    for (int i = 0; i < 10; i++) {
                        increment();
                    }
                }));
            }
            for (Future<?> end : ends) {
                end.get();
            }
        } finally {
            writers.shutdownNow();
        }
        assertThat(read("counter")).isEqualTo("80");
    }

    private void increment() {
        while (true) {
            StoredObject counter = objects().get(prefix + "counter").orElseThrow();
            int next = Integer.parseInt(new String(counter.bytes(), UTF_8)) + 1;
            if (objects().replace(prefix + "counter", bytes(Integer.toString(next)), TEXT, counter.etag())
                    == Bucket.Write.DONE) {
                return;
            }
        }
    }

    private String read(String name) {
        return new String(objects().get(prefix + name).orElseThrow().bytes(), UTF_8);
    }

    private String etag(String name) {
        return objects().get(prefix + name).orElseThrow().etag();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
