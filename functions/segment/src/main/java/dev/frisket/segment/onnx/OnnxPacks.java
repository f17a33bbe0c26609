package dev.frisket.segment.onnx;

import dev.frisket.segment.model.MaskModel;
import dev.frisket.segment.model.ModelException;
import dev.frisket.segment.model.ModelPacks;
import dev.frisket.segment.pack.ModelPack;
import java.nio.file.Path;
import java.util.List;

/** The model packs in use, run by ONNX Runtime. */
public final class OnnxPacks implements ModelPacks {
    private final MaskModel maskModel;

    private OnnxPacks(MaskModel maskModel) {
        this.maskModel = maskModel;
    }

    /**
     * Checks the packs' files against their digests; the models themselves load at first use.
     *
     * @param models folder with a folder for each pack
     * @param names of the packs to use, one of which serves points
     * @param threads that one run of a model uses, at least 1
     * @throws ModelException if a pack is unknown, incomplete or altered, or none serves points
     */
    public static OnnxPacks open(Path models, List<String> names, int threads) {
        List<ModelPack> packs =
                names.stream().map(name -> ModelPack.read(models, name)).toList();
        ModelPack sam2 = packs.stream()
                .filter(pack -> pack.manifest().family().equals(OnnxSam2.FAMILY))
                .findFirst()
                .orElseThrow(() -> new ModelException("None of the model packs " + names + " serves points."));
        packs.forEach(ModelPack::verify);
        return new OnnxPacks(new OnnxSam2(sam2, threads));
    }

    @Override
    public MaskModel maskModel() {
        return maskModel;
    }

    @Override
    public void close() {
        maskModel.close();
    }
}
