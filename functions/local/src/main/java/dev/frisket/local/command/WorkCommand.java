package dev.frisket.local.command;

import dev.frisket.core.aws.Aws;
import dev.frisket.core.aws.Timeouts;
import dev.frisket.local.keys.DeployedStack;
import dev.frisket.local.keys.DeployedStackOptions;
import dev.frisket.local.stack.InstalledModels;
import dev.frisket.local.stack.UsageException;
import dev.frisket.segment.SegmentConfiguration;
import dev.frisket.segment.StandaloneWorker;
import dev.frisket.segment.fetch.UserAgent;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code frisket work}: processes a deployed stack's jobs on this machine, in addition to its functions. */
@Command(
        name = "work",
        description = "Processes the jobs of a stack on AWS, in addition to its functions, until it is ended (Ctrl-C).",
        mixinStandardHelpOptions = true)
final class WorkCommand implements Callable<Integer> {
    @Mixin
    private DeployedStackOptions stack = new DeployedStackOptions();

    @Option(
            names = "--jobs",
            paramLabel = "N",
            defaultValue = "1",
            description = "concurrent jobs (default: ${DEFAULT-VALUE}); one for every two processors is a good number")
    private int jobs = 1;

    @Option(
            names = "--packs",
            split = ",",
            paramLabel = "PACK",
            description = "model packs of the stack, folders of models/ (default: sam2-tiny,coco-ssd)")
    private List<String> packs = InstalledModels.EMBEDDED;

    @Option(names = "--no-embedding-cache", description = "encode a picture again for every prompt")
    private boolean withoutEmbeddingCache;

    @Override
    public Integer call() throws InterruptedException {
        if (jobs < 1) {
            throw new UsageException("--jobs must be at least 1");
        }
        Map<String, String> environment = System.getenv();
        Aws aws = stack.access(Timeouts.OF_A_QUEUE);
        DeployedStack deployed = stack.describe(aws);
        SegmentConfiguration configuration = new SegmentConfiguration(
                deployed.output("DataBucketName"),
                deployed.output("JobsQueueUrl"),
                deployed.output("WebhooksQueueUrl"),
                InstalledModels.folder(environment),
                packs,
                environment.getOrDefault("CONTACT_URL", UserAgent.PROJECT_URL),
                !withoutEmbeddingCache,
                Optional.empty(),
                true);
        InstalledModels.open(packs, environment).close(); // fetches missing files
        System.err.println("Working on the jobs of " + stack.name() + ", " + jobs + " at once.");
        StandaloneWorker.run(configuration, aws, jobs);
        return 0;
    }
}
