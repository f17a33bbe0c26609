package dev.frisket.segment.onnx;

import dev.frisket.packs.Manifest;
import dev.frisket.packs.ModelException;
import dev.frisket.packs.ModelPack;
import dev.frisket.segment.model.Model;
import java.util.Arrays;

/** The supported families of packs; only this type knows their names. */
enum OnnxFamily {
    SAM2("sam2"),
    COCO_SSD("coco-ssd"),
    GROUNDING_DINO("grounding-dino");

    private final String family;

    OnnxFamily(String family) {
        this.family = family;
    }

    /**
     * The family named in a manifest.
     *
     * @throws ModelException if it is not supported
     */
    static OnnxFamily of(Manifest manifest) {
        return Arrays.stream(values())
                .filter(one -> one.family.equals(manifest.family()))
                .findFirst()
                .orElseThrow(() -> new ModelException(
                        "Nothing here runs the family " + manifest.family() + " of the pack " + manifest.name() + "."));
    }

    /**
     * Creates the model that runs a pack; it reads the pack's files at first use.
     *
     * @param pack of this family
     * @param threads used by one run of the model, at least 1
     */
    Model open(ModelPack pack, int threads) {
        return switch (this) {
            case SAM2 -> new OnnxSam2(pack, threads);
            case COCO_SSD -> new OnnxCocoSsd(pack, threads);
            case GROUNDING_DINO -> new OnnxGroundingDino(pack, threads);
        };
    }
}
