package dev.frisket.local.command;

import dev.frisket.access.key.Token;
import dev.frisket.core.address.AddressPolicy;
import dev.frisket.core.api.Cors;
import dev.frisket.local.gateway.Throttle.Limits;
import dev.frisket.local.stack.ApiAddress;
import dev.frisket.local.stack.DataFolder;
import dev.frisket.local.stack.InstalledModels;
import dev.frisket.local.stack.RunningStack;
import dev.frisket.local.stack.RunningStack.Settings;
import dev.frisket.local.stack.Services;
import dev.frisket.local.stack.UsageException;
import dev.frisket.packs.Capability;
import dev.frisket.packs.ModelException;
import dev.frisket.segment.model.MaskModel;
import dev.frisket.segment.model.ModelPacks;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code frisket serve}: serves the API on a port of this machine until the process ends. */
@Command(
        name = "serve",
        description = "Serves the API on this machine.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "FRISKET_API_KEY   the API key, 16 to 200 visible ASCII characters; if unset, one is created and kept",
            "                  in the data folder: keys show prints it",
            "MODEL_PACKS       model packs to use, separated by commas",
            "AWS_ENDPOINT_URL  an S3 and SQS to use instead of the embedded ones"
        })
final class ServeCommand implements Callable<Integer> {
    /** The variable that names the API key. */
    static final String KEY_VARIABLE = "FRISKET_API_KEY";

    private static final int MAX_PORT = 65_535;

    private final BiFunction<List<String>, Map<String, String>, ModelPacks> models;

    @Option(
            names = "--port",
            defaultValue = "3000",
            paramLabel = "PORT",
            description = "port of the API; 0 chooses a free one (default: ${DEFAULT-VALUE})")
    private int port;

    @Option(
            names = "--host",
            defaultValue = "127.0.0.1",
            paramLabel = "ADDRESS",
            description = "address to listen on; 0.0.0.0 for all addresses of this machine (default: ${DEFAULT-VALUE})")
    private String host = "";

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "folder for all data (default: frisket in the user's data directory)")
    private @Nullable Path data;

    @Option(
            names = "--allow-private-hosts",
            description = "allow pictures and webhooks on this machine or a private network, for development")
    private boolean allowPrivateHosts;

    @Mixin
    private GatewayOptions gateway = new GatewayOptions();

    @Option(
            names = "--packs",
            split = ",",
            paramLabel = "PACK",
            description = "model packs to use, folders of models/ (default: MODEL_PACKS, else sam2-tiny,coco-ssd)")
    private List<String> packs = List.of();

    @Option(
            names = "--jobs",
            paramLabel = "N",
            description =
                    "artworks at a time, each of which needs memory (default: one for every two processors and 3 GB)")
    private @Nullable Integer jobs;

    @Option(names = "--no-embedding-cache", description = "encode a picture again for every prompt")
    private boolean withoutEmbeddingCache;

    /** Uses the installed model packs. */
    ServeCommand() {
        this(InstalledModels::open);
    }

    /** @param models opens model packs, given their names and the environment variables */
    ServeCommand(BiFunction<List<String>, Map<String, String>, ModelPacks> models) {
        this.models = models;
    }

    @Override
    public Integer call() throws InterruptedException {
        Map<String, String> environment = System.getenv();
        Limits limits = gateway.limits();
        Cors cors = gateway.cors();
        Settings settings = new Settings(
                new ApiAddress(host),
                checkedPort(),
                key(environment),
                DataFolder.chosen(data, environment),
                Services.endpoint(environment),
                packs(environment),
                checkedJobs(),
                !withoutEmbeddingCache,
                gateway.maxUnfinished(),
                limits,
                cors);
        AddressPolicy policy = AddressPolicy.PUBLIC_ONLY;
        if (allowPrivateHosts) {
            policy = AddressPolicy.ALLOW_PRIVATE;
            System.err.println("Pictures and webhooks may be on this machine or a private network.");
        }
        Clock clock = Clock.systemUTC();
        ModelPacks packs = models.apply(settings.modelPacks(), environment);
        RunningStack stack = RunningStack.start(settings, packs, policy, clock);
        Runtime.getRuntime().addShutdownHook(new Thread(stack::close, "end"));
        introduce(stack, settings);
        System.out.println("Frisket is listening on " + stack.address());
        load(packs);
        new CountDownLatch(1).await();
        return 0;
    }

    /** Information for people; the line for programs follows on standard output. */
    private void introduce(RunningStack stack, Settings settings) {
        if (settings.key() == null) {
            System.err.println(
                    stack.hasNewKey()
                            ? "API key: " + stack.key().text()
                            : "The API key of earlier runs is still valid; keys show prints it.");
        }
        if (settings.host().isOpenToOthers()) {
            System.err.println(
                    "Warning: other machines can reach this API, over unencrypted HTTP. Put a proxy with TLS in"
                            + " front of it unless you trust the network. The pages do not contain the key: enter it there.");
        }
        System.err.println("Playground: " + stack.address() + "/");
        System.err.println("API reference: " + stack.address() + "/docs");
    }

    private static void load(ModelPacks packs) {
        try {
            packs.find(Capability.POINTS, MaskModel.class).ifPresent(MaskModel::load);
        } catch (ModelException e) {
            System.err.println("The models can't be used: " + e.getMessage());
        }
    }

    private int checkedPort() {
        if (port < 0 || port > MAX_PORT) {
            throw new UsageException("--port must be 0 to " + MAX_PORT);
        }
        return port;
    }

    private int checkedJobs() {
        if (jobs == null) {
            return DefaultJobs.ofThisMachine();
        }
        if (jobs < 1 || jobs > DefaultJobs.MAX) {
            throw new UsageException("--jobs must be 1 to " + DefaultJobs.MAX);
        }
        return jobs;
    }

    private List<String> packs(Map<String, String> environment) {
        String named = environment.getOrDefault("MODEL_PACKS", "");
        if (!packs.isEmpty()) {
            return packs;
        }
        return named.isBlank() ? InstalledModels.EMBEDDED : List.of(named.split(",", -1));
    }

    private static @Nullable Token key(Map<String, String> environment) {
        String given = environment.get(KEY_VARIABLE);
        if (given == null) {
            return null;
        }
        return Token.of(given)
                .orElseThrow(() -> new UsageException(
                        KEY_VARIABLE + " must be 16 to 200 visible ASCII characters, without spaces"));
    }
}
