package dev.frisket.local;

import dev.frisket.segment.model.Detector;
import dev.frisket.segment.model.MaskModel;
import dev.frisket.segment.model.ModelException;
import dev.frisket.segment.model.ModelPacks;
import dev.frisket.segment.onnx.OnnxPacks;
import dev.frisket.segment.pack.ModelFetcher;
import dev.frisket.segment.pack.ModelPack;
import java.lang.System.Logger.Level;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** The model packs beside this program, fetched if they are missing and checked while the API already listens. */
final class InstalledModels implements ModelPacks {
    private static final System.Logger LOG = System.getLogger(InstalledModels.class.getName());
    private static final String VARIABLE = "MODELS_FOLDER";

    /** The packs that come with this project: points and boxes, and boxes for words. */
    static final List<String> EMBEDDED = List.of("sam2-tiny", "coco-ssd");

    private final CompletableFuture<OnnxPacks> opening;

    private InstalledModels(CompletableFuture<OnnxPacks> opening) {
        this.opening = opening;
    }

    /**
     * Opens packs by their names.
     *
     * @throws CannotStart if a pack is unknown, or its files are neither there nor to be had
     */
    static InstalledModels open(List<String> names, Map<String, String> environment) {
        Path folder = folder(environment);
        ModelFetcher fetcher = ModelFetcher.ofThisMachine(System.err::println);
        try {
            names.forEach(name -> fetcher.fetch(ModelPack.read(folder, name)));
        } catch (ModelException e) {
            throw new CannotStart(String.valueOf(e.getMessage()), e);
        }
        CompletableFuture<OnnxPacks> opening = CompletableFuture.supplyAsync(
                () -> OnnxPacks.open(folder, names, Runtime.getRuntime().availableProcessors()));
        return new InstalledModels(opening.whenComplete((packs, failure) -> {
            if (failure != null) {
                LOG.log(Level.ERROR, "the models can't be used", failure);
            }
        }));
    }

    @Override
    public MaskModel maskModel() {
        return opened().maskModel();
    }

    @Override
    public Optional<Detector> detector() {
        return opened().detector();
    }

    private OnnxPacks opened() {
        try {
            return opening.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof ModelException known ? known : e;
        }
    }

    @Override
    public void close() {
        try {
            opening.join().close();
        } catch (CompletionException e) {
            // What could not be opened, and said so, needs no closing.
        }
    }

    // The program is in functions/local/target, the models are in models.
    static Path folder(Map<String, String> environment) {
        String named = environment.get(VARIABLE);
        if (named != null) {
            return Path.of(named);
        }
        try {
            Path program = Path.of(InstalledModels.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            for (Path above = program; above != null; above = above.getParent()) {
                if (Files.exists(above.resolve("models").resolve(EMBEDDED.get(0)))) {
                    return above.resolve("models");
                }
            }
        } catch (URISyntaxException e) {
            throw new CannotStart("the folder of this program can't be found", e);
        }
        throw new CannotStart("the folder models is not above this program: name it with " + VARIABLE);
    }
}
