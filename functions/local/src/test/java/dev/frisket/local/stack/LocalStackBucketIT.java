package dev.frisket.local.stack;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.frisket.core.bucket.Bucket;
import dev.frisket.core.bucket.BucketContract;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;

/** The bucket contract on LocalStack, where Docker is available. */
class LocalStackBucketIT extends BucketContract {
    private static final DockerImageName IMAGE = DockerImageName.parse("localstack/localstack:4.14.0");

    private static @Nullable LocalStackContainer container;
    private static @Nullable Services services;

    @BeforeAll
    static void start() {
        boolean docker = DockerClientFactory.instance().isDockerAvailable();
        System.out.println(
                "contract of buckets: " + (docker ? "on " + IMAGE : "not on LocalStack, there is no Docker"));
        assumeTrue(docker, "there is no Docker");
        container = new LocalStackContainer(IMAGE)
                .withServices(LocalStackContainer.Service.S3, LocalStackContainer.Service.SQS);
        container.start();
        services = Services.at(container.getEndpoint());
    }

    @AfterAll
    static void stop() {
        if (services != null) {
            services.close();
        }
        if (container != null) {
            container.stop();
        }
    }

    @Override
    protected Bucket objects() {
        return java.util.Objects.requireNonNull(services).data();
    }
}
