package dev.frisket.local.stack;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.frisket.core.bucket.Bucket;
import dev.frisket.core.bucket.BucketContract;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The bucket contract on the server at {@code AWS_ENDPOINT_URL}. */
class EndpointBucketContractIT extends BucketContract {
    private static @Nullable Services services;

    @BeforeAll
    static void connect() {
        String endpoint = System.getenv("AWS_ENDPOINT_URL");
        System.out.println("contract of buckets: "
                + (endpoint == null ? "on no server of AWS_ENDPOINT_URL, which is not set" : "on " + endpoint));
        assumeTrue(endpoint != null, "AWS_ENDPOINT_URL is not set");
        services = Services.at(URI.create(endpoint));
    }

    @AfterAll
    static void disconnect() {
        if (services != null) {
            services.close();
        }
    }

    @Override
    protected Bucket objects() {
        return java.util.Objects.requireNonNull(services).data();
    }
}
