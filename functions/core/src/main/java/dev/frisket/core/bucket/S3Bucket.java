package dev.frisket.core.bucket;

import java.io.EOFException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.RetryableException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/**
 * A bucket on Amazon S3.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html">Conditional writes</a>
 */
public final class S3Bucket implements Bucket {
    private static final int PAGE = 1000;
    private static final int ROUNDS_AGAINST_WRITERS = 5;
    private static final int NOT_FOUND = 404;
    private static final int RACED = 409;
    private static final int PRECONDITION_FAILED = 412;

    /** Limits for one attempt at writing a file, and for all attempts: 256 MB at 10 MB/s take 26 s. */
    private static final Duration FILE_ATTEMPT = Duration.ofSeconds(30);

    private static final Duration FILE_CALL = Duration.ofSeconds(45);

    private final S3Client s3;
    private final S3Presigner presigner;
    private final String bucket;

    public S3Bucket(S3Client s3, S3Presigner presigner, String bucket) {
        this.s3 = s3;
        this.presigner = presigner;
        this.bucket = bucket;
    }

    @Override
    public Optional<StoredObject> get(String key) {
        return calling("get " + key, () -> {
            try {
                return Optional.of(
                        s3.getObject(request -> request.bucket(bucket).key(key), S3Bucket::read));
            } catch (NoSuchKeyException e) {
                return Optional.empty();
            }
        });
    }

    /**
     * Reads an object into one array of its size. The SDK's own reader doubles an array as it goes and copies it at the end,
     * which leaves five times an embedding's 8.4 MB to collect, and returns the first part of a response that broke off.
     */
    private static StoredObject read(GetObjectResponse response, AbortableInputStream content) {
        byte[] bytes = new byte[Math.toIntExact(response.contentLength())];
        try {
            if (content.readNBytes(bytes, 0, bytes.length) < bytes.length) {
                throw RetryableException.create("The object's content ended early", new EOFException());
            }
        } catch (IOException e) {
            throw RetryableException.create("The object's content could not be read", e);
        }
        return new StoredObject(bytes, response.eTag());
    }

    @Override
    public boolean exists(String key) {
        return calling("head " + key, () -> {
            try {
                s3.headObject(request -> request.bucket(bucket).key(key));
                return true;
            } catch (NoSuchKeyException e) {
                return false;
            }
        });
    }

    @Override
    public Write create(String key, byte[] bytes, String contentType) {
        return write(describe(key, contentType).ifNoneMatch("*").build(), RequestBody.fromBytes(bytes));
    }

    @Override
    public Write replace(String key, byte[] bytes, String contentType, String etag) {
        return write(describe(key, contentType).ifMatch(etag).build(), RequestBody.fromBytes(bytes));
    }

    @Override
    public void put(String key, byte[] bytes, String contentType) {
        write(describe(key, contentType).build(), RequestBody.fromBytes(bytes));
    }

    @Override
    public void put(String key, Path file, String contentType) {
        PutObjectRequest request = describe(key, contentType)
                .overrideConfiguration(
                        limits -> limits.apiCallAttemptTimeout(FILE_ATTEMPT).apiCallTimeout(FILE_CALL))
                .build();
        write(request, RequestBody.fromFile(file));
    }

    @Override
    public void delete(String key) {
        calling(
                "delete " + key,
                () -> s3.deleteObject(request -> request.bucket(bucket).key(key)));
    }

    // If small objects were left out of a page, the next one is a full page: a few keys at a time might take many
    // calls.
    @Override
    public List<String> list(String prefix, int minSize, int limit) {
        return calling("list " + prefix, () -> {
            List<String> keys = new ArrayList<>();
            String token = null;
            do {
                String from = token;
                int size = from == null ? Math.min(PAGE, limit) : PAGE;
                ListObjectsV2Response page = s3.listObjectsV2(request ->
                        request.bucket(bucket).prefix(prefix).maxKeys(size).continuationToken(from));
                page.contents().stream()
                        .filter(object -> object.size() >= minSize)
                        .map(S3Object::key)
                        .limit(limit - keys.size())
                        .forEach(keys::add);
                token = page.nextContinuationToken();
            } while (token != null && keys.size() < limit);
            return keys;
        });
    }

    @Override
    public URI link(String key, Duration validity) {
        return URI.create(presigner
                .presignGetObject(request -> request.signatureDuration(validity)
                        .getObjectRequest(get -> get.bucket(bucket).key(key)))
                .url()
                .toString());
    }

    @Override
    public URI linkToPut(String key, String contentType, int size, Duration validity) {
        PutObjectRequest put =
                describe(key, contentType).contentLength((long) size).build();
        return URI.create(presigner
                .presignPutObject(request -> request.signatureDuration(validity).putObjectRequest(put))
                .url()
                .toString());
    }

    private PutObjectRequest.Builder describe(String key, String contentType) {
        return PutObjectRequest.builder().bucket(bucket).key(key).contentType(contentType);
    }

    private Write write(PutObjectRequest request, RequestBody body) {
        return calling("put " + request.key(), () -> {
            for (int round = 1; ; round++) {
                try {
                    s3.putObject(request, body);
                    return Write.DONE;
                } catch (S3Exception e) {
                    if (e.statusCode() == PRECONDITION_FAILED) {
                        return Write.CONFLICT;
                    }
                    if (e.statusCode() == NOT_FOUND && request.ifMatch() != null) {
                        return Write.GONE;
                    }
                    // 409: another write was in progress; a retry, as S3 advises, ends in one of the cases above.
                    if (e.statusCode() != RACED || round == ROUNDS_AGAINST_WRITERS) {
                        throw e;
                    }
                }
            }
        });
    }

    private static <T> T calling(String what, Supplier<T> call) {
        try {
            return call.get();
        } catch (SdkException e) {
            throw new BucketUnavailable("could not " + what, e);
        }
    }
}
