package dev.frisket.segment.onnx;

import dev.frisket.core.concurrent.DaemonThreads;
import dev.frisket.packs.Capability;
import dev.frisket.packs.CheckedFiles;
import dev.frisket.packs.Manifest;
import dev.frisket.packs.ModelException;
import dev.frisket.packs.ModelPack;
import dev.frisket.segment.model.MaskModel;
import dev.frisket.segment.model.Model;
import dev.frisket.segment.model.ModelPacks;
import dev.frisket.segment.model.PluggedPacks;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The model packs in use, run by ONNX Runtime. */
public final class OnnxPacks implements ModelPacks {
    private final PluggedPacks packs;

    private OnnxPacks(PluggedPacks packs) {
        this.packs = packs;
    }

    /**
     * Checks the packs' files against their digests; the models themselves load at first use.
     *
     * @param models folder with a folder for each pack
     * @param names of the packs to use, at least one of which serves points; each prompt goes to the first that
     *     declares its capability
     * @param threads used by one run of a model, at least 1
     * @throws ModelException if a pack is unknown, incomplete or altered, or declares a capability that its code does
     *     not serve, or if none serves points
     */
    public static OnnxPacks open(Path models, List<String> names, int threads) {
        return open(ModelPack.read(models, names), CheckedFiles.NONE, threads, points -> {});
    }

    /**
     * Like {@code open}, but starts loading the model for points at once, concurrently with the checks and the caller's
     * next steps: for a process with no other purpose.
     *
     * @param checked the files that need no check
     */
    public static OnnxPacks preload(List<ModelPack> packs, CheckedFiles checked, int threads) {
        return open(packs, checked, threads, points -> {
            DaemonThreads.named("preload").newThread(() -> load(points)).start();
        });
    }

    /**
     * Like {@code open}, but returns with every model loaded: for a process that may take its time to start.
     *
     * @param checked the files that need no check
     * @throws ModelException also if a model can't be loaded
     */
    public static OnnxPacks openLoaded(List<ModelPack> packs, CheckedFiles checked, int threads) {
        OnnxPacks opened = open(packs, checked, threads, points -> {});
        opened.packs.packs().forEach(pack -> pack.model().load());
        return opened;
    }

    // An error is reported by the first run, which tries to load again.
    private static void load(Model model) {
        try {
            model.load();
        } catch (RuntimeException e) {
            System.getLogger(OnnxPacks.class.getName()).log(Level.DEBUG, "not loaded ahead", e);
        }
    }

    private static OnnxPacks open(
            List<ModelPack> packs, CheckedFiles checked, int threads, Consumer<Model> beforeChecks) {
        PluggedPacks plugged = new PluggedPacks(
                packs.stream().map(pack -> plugged(pack, threads)).toList());
        beforeChecks.accept(plugged.find(Capability.POINTS, MaskModel.class)
                .orElseThrow(() -> new ModelException("None of the model packs "
                        + packs.stream().map(pack -> pack.manifest().name()).toList() + " serves points.")));
        packs.forEach(pack -> pack.verify(checked));
        return new OnnxPacks(plugged);
    }

    private static PluggedPacks.Pack plugged(ModelPack pack, int threads) {
        Manifest manifest = pack.manifest();
        return new PluggedPacks.Pack(
                manifest.name(),
                manifest.capabilities(),
                OnnxFamily.of(manifest).open(pack, threads));
    }

    @Override
    public <M extends Model> Optional<M> find(Capability capability, Class<M> port) {
        return packs.find(capability, port);
    }

    @Override
    public void close() {
        packs.close();
    }
}
