package dev.frisket.local.stack;

import dev.frisket.fetch.ModelFetcher;
import dev.frisket.packs.Capability;
import dev.frisket.packs.ModelException;
import dev.frisket.packs.ModelPack;
import dev.frisket.segment.model.Model;
import dev.frisket.segment.model.ModelPacks;
import dev.frisket.segment.onnx.OnnxPacks;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The model packs in this program's folder, fetched if they are missing and checked at first use. */
public final class InstalledModels implements ModelPacks {
    private static final String VARIABLE = "MODELS_FOLDER";

    /** The packs bundled with this project: masks from points and boxes, and boxes from words. */
    public static final List<String> EMBEDDED = List.of("sam2-tiny", "coco-ssd");

    private final Path folder;
    private final List<String> names;
    private @Nullable OnnxPacks opened;

    private InstalledModels(Path folder, List<String> names) {
        this.folder = folder;
        this.names = names;
    }

    /**
     * Opens packs by name.
     *
     * @throws UsageException if a pack is unknown, or its files are missing and can't be fetched
     */
    public static InstalledModels open(List<String> names, Map<String, String> environment) {
        Path folder = folder(environment);
        ModelFetcher fetcher = ModelFetcher.ofThisMachine(System.err::println);
        try {
            names.forEach(name -> fetcher.fetch(ModelPack.read(folder, name)));
        } catch (ModelException e) {
            throw new UsageException(String.valueOf(e.getMessage()), e);
        }
        return new InstalledModels(folder, List.copyOf(names));
    }

    @Override
    public <M extends Model> Optional<M> find(Capability capability, Class<M> port) {
        return opened().find(capability, port);
    }

    private synchronized OnnxPacks opened() {
        if (opened == null) {
            opened = OnnxPacks.open(folder, names, Runtime.getRuntime().availableProcessors());
        }
        return opened;
    }

    @Override
    public synchronized void close() {
        if (opened != null) {
            opened.close();
        }
    }

    /** The folder of all packs: {@code MODELS_FOLDER} or, without it, the folder {@code models} above this program. */
    public static Path folder(Map<String, String> environment) {
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
            throw new UsageException("the folder of this program can't be found", e);
        }
        throw new UsageException("the folder models is not above this program: name it with " + VARIABLE);
    }
}
