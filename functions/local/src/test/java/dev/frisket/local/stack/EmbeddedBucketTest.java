package dev.frisket.local.stack;

import dev.frisket.core.bucket.Bucket;
import dev.frisket.core.bucket.BucketContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The bucket contract on the embedded S3. */
class EmbeddedBucketTest extends BucketContract {
    @TempDir
    private static Path folder;

    private static DataFolder data;
    private static Services services;

    @BeforeAll
    static void start() {
        System.out.println("contract of buckets: on the embedded s3proxy");
        data = DataFolder.open(folder);
        services = Services.embedded(data);
    }

    @AfterAll
    static void stop() {
        services.close();
        data.close();
    }

    @Override
    protected Bucket objects() {
        return services.data();
    }
}
