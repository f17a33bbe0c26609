package dev.frisket.local.stack;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** What S3 does by itself in a deployed stack, and the embedded one does not: it removes what has become old. */
final class Lifecycle {
    private static final Duration ARTWORK = Duration.ofDays(8);

    /** As the template has them. */
    static final List<Rule> RULES = List.of(
            new Rule(Buckets.CONTROL, "claims/", Duration.ofDays(2)),
            new Rule(Buckets.DATA, "artworks/", ARTWORK),
            new Rule(Buckets.DATA, "masks/", ARTWORK),
            new Rule(Buckets.DATA, "embeddings/", ARTWORK),
            new Rule(Buckets.DATA, "deliveries/", ARTWORK),
            new Rule(Buckets.DATA, "uploads/", Duration.ofDays(1)));

    private Lifecycle() {}

    /**
     * What ends when.
     *
     * @param bucket that has it
     * @param prefix of its keys
     * @param kept for so long after it was written
     */
    record Rule(String bucket, String prefix, Duration kept) {}

    /** Removes what has ended by now. */
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
