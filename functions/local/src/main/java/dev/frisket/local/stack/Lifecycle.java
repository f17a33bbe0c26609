package dev.frisket.local.stack;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Deletes expired objects from the embedded S3, which has no lifecycle rules as a deployed stack's S3 has. */
final class Lifecycle {
    private static final Duration ARTWORK = Duration.ofDays(8);

    /** The rules of the template. */
    static final List<Rule> RULES = List.of(
            new Rule(Buckets.CONTROL, "claims/", Duration.ofDays(2)),
            new Rule(Buckets.DATA, "artworks/", ARTWORK),
            new Rule(Buckets.DATA, "masks/", ARTWORK),
            new Rule(Buckets.DATA, "facts/", ARTWORK),
            new Rule(Buckets.DATA, "embeddings/", ARTWORK),
            new Rule(Buckets.DATA, "deliveries/", ARTWORK),
            new Rule(Buckets.DATA, "uploads/", Duration.ofDays(1)));

    private Lifecycle() {}

    /**
     * How long objects are kept.
     *
     * @param bucket of the objects
     * @param prefix of their keys
     * @param kept time from the last write of an object to its deletion
     */
    record Rule(String bucket, String prefix, Duration kept) {}

    /** Deletes the objects that have expired at a time. */
    static void apply(S3Client s3, Instant now) {
        for (Rule rule : RULES) {
            s3
                    .listObjectsV2Paginator(
                            request -> request.bucket(rule.bucket()).prefix(rule.prefix()))
                    .contents()
                    .stream()
                    .filter(object -> object.lastModified().plus(rule.kept()).isBefore(now))
                    .map(S3Object::key)
                    .forEach(key -> s3.deleteObject(
                            request -> request.bucket(rule.bucket()).key(key)));
        }
    }
}
