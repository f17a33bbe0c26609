package dev.frisket.segment.onnx;

import dev.frisket.packs.Manifest;
import dev.frisket.packs.ModelException;
import dev.frisket.packs.ModelPack;
import dev.frisket.segment.model.Model;
import java.util.Arrays;

/** The families of packs that there is code for; nothing else knows a family's name. */
enum OnnxFamily {
    SAM2("sam2"),
    COCO_SSD("coco-ssd"),
    GROUNDING_DINO("grounding-dino");

    private final String family;

    OnnxFamily(String family) {
        this.family = family;
    }

    /**
     * The family that a manifest names.
     *
     * @throws ModelException if there is no code for it
     */
    static OnnxFamily of(Manifest manifest) {
        return Arrays.stream(values())
                .filter(one -> one.family.equals(manifest.family()))
                .findFirst()
                .orElseThrow(() -> new ModelException(
                        "Nothing here runs the family " + manifest.family() + " of the pack " + manifest.name() + "."));
    }

    /**
     * What runs a pack; it reads the pack's files at first use.
     *
     * @param pack of this family
     * @param threads that one run of the model uses, at least 1
     */
    Model open(ModelPack pack, int threads) {
        return switch (this) {
            case SAM2 -> new OnnxSam2(pack, threads);
            case COCO_SSD -> new OnnxCocoSsd(pack, threads);
            case GROUNDING_DINO -> new OnnxGroundingDino(pack, threads);
        };
    }
}
