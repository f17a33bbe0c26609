package dev.frisket.segment.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frisket.core.Soak;
import dev.frisket.packs.Capability;
import dev.frisket.segment.model.Box;
import dev.frisket.segment.model.Detection;
import dev.frisket.segment.model.Detector;
import dev.frisket.segment.model.Embedding;
import dev.frisket.segment.model.MaskModel;
import dev.frisket.segment.picture.SourceImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What a second pass, with the first mask fed back, does to the masks of boxes in labelled/scenes.json. */
class RefinementTest {
    private static final Map<String, String> LABELS =
            Map.of("horse.png", "horse", "coffee.png", "cup", "camera.png", "person");
    private static final double CONFIDENCE = 0.2;
    private static final double MATCH = 0.5;

    private final MaskModel model =
            RealPacks.shared().find(Capability.BOXES, MaskModel.class).orElseThrow();
    private final Detector detector =
            RealPacks.shared().find(Capability.TEXT, Detector.class).orElseThrow();

    /** IoU of masks by kind of box, [mask][refinement steps]. */
    private final Map<String, List<double[]>> ious = new TreeMap<>();

    @Test
    void refinedMasksAreBetter() throws IOException {
        List<LabelledScene> scenes = LabelledScene.all();
        for (int i = 0; i < scenes.size(); i++) {
            if (scenes.get(i).isWhole() || i % 2 < Soak.size(0, 1)) {
                measure(scenes.get(i));
            }
        }
        ious.forEach((kind, masks) -> System.out.printf(
                Locale.ROOT,
                "%s: %d masks, IoU %.3f, refined %.3f, better %d, worse %d%n",
                kind,
                masks.size(),
                mean(masks, 0),
                mean(masks, 1),
                masks.stream().filter(mask -> mask[1] > mask[0]).count(),
                masks.stream().filter(mask -> mask[1] < mask[0]).count()));
        List<double[]> all = ious.values().stream().flatMap(List::stream).toList();
        assertThat(all).hasSizeGreaterThanOrEqualTo(Soak.size(5, 50));
        assertThat(mean(all, 0)).isGreaterThan(0.8);
        assertThat(mean(all, 1)).isGreaterThan(mean(all, 0));
    }

    private static double mean(List<double[]> masks, int steps) {
        return masks.stream().mapToDouble(mask -> mask[steps]).average().orElseThrow();
    }

    private void measure(LabelledScene scene) throws IOException {
        for (Map.Entry<String, String> each : LABELS.entrySet()) {
            BitSet shape = scene.shape(each.getKey());
            if (!shape.isEmpty()) {
                measure(scene.picture(), shape, each.getValue());
            }
        }
    }

    private void measure(SourceImage picture, BitSet shape, String label) {
        Embedding embedding = model.encode(picture);
        Box exact = LabelledScene.around(shape, picture.width(), picture.height());
        decode("exact boxes of " + label, picture, embedding, shape, exact);
        detector.detect(picture, label, CONFIDENCE).found().stream()
                .map(Detection::box)
                .filter(box -> box.iou(exact) > MATCH)
                .max(Comparator.comparingDouble(box -> box.iou(exact)))
                .ifPresent(box -> decode("detected boxes of " + label, picture, embedding, shape, box));
    }

    private void decode(String kind, SourceImage picture, Embedding embedding, BitSet shape, Box box) {
        double[] found = new double[2];
        for (int steps = 0; steps < found.length; steps++) {
            found[steps] = GoldenPoints.iou(
                    GoldenPoints.upsampled(
                            model.decode(embedding, List.of(box), steps).get(0).logits(),
                            picture.width(),
                            picture.height()),
                    shape);
        }
        ious.computeIfAbsent(kind, each -> new ArrayList<>()).add(found);
    }
}
