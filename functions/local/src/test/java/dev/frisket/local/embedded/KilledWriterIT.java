package dev.frisket.local.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.hash.Hashing;
import dev.frisket.core.Soak;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.model.CreateBucketRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Kills processes that write to a folder, and checks what they leave. */
class KilledWriterIT {
    private static final String BUCKET = "bucket";
    private static final String TYPE = "application/x-frisket-test";
    private static final int KILLS = Soak.size(10, 100);
    private static final int LARGEST = 1 << 17;

    @Test
    void killsLeaveNoTornObject(@TempDir Path folder) throws Exception {
        BlobStore blobs = store(folder);
        blobs.createContainer(CreateBucketRequest.builder().bucket(BUCKET).build());
        Random random = new Random(7);
        int leftovers = 0;
        int objects = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            Process writer = start(folder, kill);
            try (InputStream out = writer.getInputStream()) {
                assertThat(out.read()).as("the writer writes").isEqualTo('w');
                Thread.sleep(random.nextInt(60));
                writer.destroyForcibly();
                assertThat(writer.waitFor(10, TimeUnit.SECONDS)).isTrue();
            }
            int before = files(folder);
            UnfinishedWrites.remove(folder);
            leftovers += before - files(folder);
            objects = check(blobs);
            assertThat(files(folder)).isEqualTo(objects);
        }
        System.out.printf(
                "%d kills: %d unfinished writes removed, %d objects whole, none torn%n", KILLS, leftovers, objects);
        assertThat(leftovers).as("kills that hit a write").isPositive();
    }

    private static int check(BlobStore blobs) throws IOException {
        int count = 0;
        for (S3Object object : blobs.list(
                        ListObjectsV2Request.builder().bucket(BUCKET).build())
                .contents()) {
            try (ResponseInputStream<GetObjectResponse> in = blobs.getBlob(BUCKET, object.key())) {
                byte[] bytes = in.readAllBytes();
                assertThat(bytes).as(object.key()).isEqualTo(content(seedOf(bytes)));
                assertThat(in.response().contentType()).isEqualTo(TYPE);
                assertThat(in.response().eTag()).contains(md5(bytes));
            }
            count++;
        }
        return count;
    }

    private static int files(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            return (int) files.filter(Files::isRegularFile).count();
        }
    }

    private static Process start(Path folder, int seed) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Writer.class.getName(),
                        folder.toString(),
                        Integer.toString(seed))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static BlobStore store(Path folder) {
        return new AtomicBlobStore(new FilesystemNio2BlobStore(folder.toString()), folder);
    }

    /** Bytes that can be checked by themselves: a seed, then the output of a generator with that seed. */
    private static byte[] content(int seed) {
        Random random = new Random(seed);
        byte[] bytes = new byte[Integer.BYTES + random.nextInt(LARGEST)];
        random.nextBytes(bytes);
        ByteBuffer.wrap(bytes).putInt(seed);
        return bytes;
    }

    private static int seedOf(byte[] bytes) {
        return ByteBuffer.wrap(bytes).getInt();
    }

    @SuppressWarnings("deprecation") // what an ETag is
    private static String md5(byte[] bytes) {
        return Hashing.md5().hashBytes(bytes).toString();
    }

    /** The process to kill, which creates, replaces and overwrites objects until then. */
    static final class Writer {
        private Writer() {}

        public static void main(String[] arguments) {
            BlobStore blobs = store(Path.of(arguments[0]));
            Random random = new Random(Integer.parseInt(arguments[1]));
            write(blobs, random);
            System.out.write("w".getBytes(UTF_8), 0, 1);
            System.out.flush();
            while (true) {
                write(blobs, random);
            }
        }

        private static void write(BlobStore blobs, Random random) {
            byte[] bytes = content(random.nextInt());
            boolean create = random.nextBoolean();
            PutObjectRequest request = PutObjectRequest.builder()
                    .bucket(BUCKET)
                    .key("folder/" + (create ? "new-" + random.nextInt(200) : "old-" + random.nextInt(8)))
                    .contentLength((long) bytes.length)
                    .contentType(TYPE)
                    .ifNoneMatch(create ? "*" : null)
                    .build();
            try {
                blobs.putBlob(request, new ByteArrayInputStream(bytes));
            } catch (S3Exception e) {
                if (!create) {
                    throw e;
                }
            }
        }
    }
}
