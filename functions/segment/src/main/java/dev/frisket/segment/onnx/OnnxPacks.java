package dev.frisket.segment.onnx;

import dev.frisket.packs.Capability;
import dev.frisket.packs.ModelException;
import dev.frisket.packs.ModelPack;
import dev.frisket.segment.model.Detector;
import dev.frisket.segment.model.MaskModel;
import dev.frisket.segment.model.ModelPacks;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The model packs in use, run by ONNX Runtime. */
public final class OnnxPacks implements ModelPacks {
    private static final System.Logger LOG = System.getLogger(OnnxPacks.class.getName());

    private final MaskModel maskModel;
    private final @Nullable Detector detector;

    private OnnxPacks(MaskModel maskModel, @Nullable Detector detector) {
        this.maskModel = maskModel;
        this.detector = detector;
    }

    /**
     * Checks the packs' files against their digests; the models themselves load at first use.
     *
     * @param models folder with a folder for each pack
     * @param names of the packs to use, one of which serves points and boxes; the first that serves text is used for it
     * @param threads that one run of a model uses, at least 1
     * @throws ModelException if a pack is unknown, incomplete or altered, or none serves points
     */
    public static OnnxPacks open(Path models, List<String> names, int threads) {
        return open(models, names, threads, sam2 -> {});
    }

    /**
     * The same, and what serves points loads at once, beside the checks and what the caller does next: for a process that
     * is there for nothing else.
     */
    public static OnnxPacks preload(Path models, List<String> names, int threads) {
        return open(models, names, threads, sam2 -> {
            Thread loader = new Thread(() -> load(sam2), "preload");
            loader.setDaemon(true);
            loader.start();
        });
    }

    // What keeps it from loading is told by the first run, which tries again.
    private static void load(OnnxSam2 sam2) {
        try {
            sam2.load();
        } catch (RuntimeException e) {
            LOG.log(Level.DEBUG, "not loaded ahead", e);
        }
    }

    private static OnnxPacks open(Path models, List<String> names, int threads, Consumer<OnnxSam2> beforeChecks) {
        List<ModelPack> packs =
                names.stream().map(name -> ModelPack.read(models, name)).toList();
        OnnxSam2 sam2 = first(packs, OnnxSam2.FAMILY)
                .map(pack -> new OnnxSam2(pack, threads))
                .orElseThrow(() -> new ModelException("None of the model packs " + names + " serves points."));
        beforeChecks.accept(sam2);
        packs.forEach(ModelPack::verify);
        return new OnnxPacks(
                sam2,
                packs.stream()
                        .filter(pack -> pack.manifest().capabilities().contains(Capability.TEXT))
                        .findFirst()
                        .map(pack -> detector(pack, threads))
                        .orElse(null));
    }

    private static Detector detector(ModelPack pack, int threads) {
        return switch (pack.manifest().family()) {
            case OnnxCocoSsd.FAMILY -> new OnnxCocoSsd(pack, threads);
            case OnnxGroundingDino.FAMILY -> new OnnxGroundingDino(pack, threads);
            default ->
                throw new ModelException("Nothing here runs the family "
                        + pack.manifest().family() + " of the pack "
                        + pack.manifest().name() + ".");
        };
    }

    private static Optional<ModelPack> first(List<ModelPack> packs, String family) {
        return packs.stream()
                .filter(pack -> pack.manifest().family().equals(family))
                .findFirst();
    }

    @Override
    public MaskModel maskModel() {
        return maskModel;
    }

    @Override
    public Optional<Detector> detector() {
        return Optional.ofNullable(detector);
    }

    @Override
    public void close() {
        maskModel.close();
        if (detector != null) {
            detector.close();
        }
    }
}
