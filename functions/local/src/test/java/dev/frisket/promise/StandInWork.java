package dev.frisket.promise;

import dev.frisket.core.address.AddressPolicy;
import dev.frisket.core.aws.Aws;
import dev.frisket.core.aws.Timeouts;
import dev.frisket.core.config.Environment;
import dev.frisket.segment.SegmentHandler;
import dev.frisket.segment.StandaloneWorker;
import dev.frisket.segment.embedding.EmbeddingCache;
import dev.frisket.segment.fetch.PictureFetcher;
import dev.frisket.segment.fetch.PictureSource;
import dev.frisket.segment.model.StandInPacks;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** The standalone worker, but with models that take no time and a slow way to pictures, which may be on this machine. */
final class StandInWork {
    private static final int JOBS_AT_ONCE = 3;
    private static final long PICTURE_MILLIS = 150;

    /** On a busy machine, a new process takes seconds for its first job. */
    private static final Duration TIME_LIMIT = Duration.ofMinutes(2);

    private StandInWork() {}

    public static void main(String[] arguments) throws InterruptedException {
        Environment environment = Environment.ofProcess();
        Aws aws = new Aws(Timeouts.OF_A_QUEUE);
        String jobs = environment.required("JOBS_QUEUE_URL");
        PictureSource pictures = PictureFetcher.over(AddressPolicy.ALLOW_PRIVATE);
        StandaloneWorker worker = StandaloneWorker.start(
                new SegmentHandler(
                        url -> {
                            pause();
                            return pictures.fetch(url);
                        },
                        new StandInPacks(),
                        EmbeddingCache.none(),
                        aws.bucket(environment.required("DATA_BUCKET")),
                        aws.queue(jobs),
                        aws.queue(environment.required("WEBHOOKS_QUEUE_URL")),
                        Clock.systemUTC()),
                aws,
                jobs,
                JOBS_AT_ONCE,
                TIME_LIMIT);
        Runtime.getRuntime().addShutdownHook(new Thread(worker::close, "end"));
        new CountDownLatch(1).await();
    }

    private static void pause() {
        try {
            Thread.sleep(PICTURE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
