package dev.frisket.local;

import dev.frisket.core.objects.Objects;
import dev.frisket.core.objects.ObjectsContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** What a bucket promises, on the embedded S3. */
class EmbeddedObjectsTest extends ObjectsContract {
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
    protected Objects objects() {
        return services.data();
    }
}
