package dev.frisket.segment.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frisket.packs.Capability;
import dev.frisket.segment.model.Box;
import dev.frisket.segment.model.Detection;
import dev.frisket.segment.model.Detector;
import dev.frisket.segment.picture.SourceImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How well the boxes of COCO-SSD cover what is there, on the photographs and on every fourth scene of labelled/. */
class LabelledScenesTest {
    private static final int EACH = 4;
    private static final double CONFIDENCE = 0.2;

    /** Squares of the grid on which boxes are compared, along each side. */
    private static final int GRID = 400;

    private static final double SMALL = 0.03;

    private final Detector detector =
            RealPacks.shared().find(Capability.TEXT, Detector.class).orElseThrow();

    /** With tiles the mean IoU is 0.62, of the small ones 0.48; the whole picture alone reaches 0.48 and 0. */
    @Test
    void theBoxesCoverWhatIsThere() throws IOException {
        List<Double> all = new ArrayList<>();
        List<Double> small = new ArrayList<>();
        List<LabelledScene> scenes = LabelledScene.all();
        for (int i = 0; i < scenes.size(); i += EACH) {
            SourceImage picture = scenes.get(i).picture();
            scenes.get(i).things().forEach((label, boxes) -> {
                BitSet truth = union(boxes);
                double iou = iou(truth, found(picture, label));
                all.add(iou);
                if (truth.cardinality() < SMALL * GRID * GRID) {
                    small.add(iou);
                }
            });
        }

        assertThat(all).hasSizeGreaterThan(25);
        assertThat(small).hasSizeGreaterThan(6);
        assertThat(mean(all)).isGreaterThan(0.58);
        assertThat(mean(small)).isGreaterThan(0.4);
    }

    /** The mean IoU is 0.74; the limit leaves room for other processors' arithmetic. */
    @Test
    void theBoxesCoverWhatPhotographsShow() throws IOException {
        List<Double> all = new ArrayList<>();
        for (LabelledScene photograph : LabelledScene.photographs()) {
            SourceImage picture = photograph.picture();
            photograph.things().forEach((label, boxes) -> all.add(iou(union(boxes), found(picture, label))));
        }

        assertThat(all).hasSizeGreaterThan(40);
        assertThat(mean(all)).isGreaterThan(0.68);
    }

    /** Class by class, 25 boxes are wrong: animals that are none of COCO's, taken for others. */
    @Test
    void littleIsFoundInPhotographsOfOtherThings() throws IOException {
        List<Detection> found = new ArrayList<>();
        int photographs = 0;
        for (LabelledScene photograph : LabelledScene.photographs()) {
            if (photograph.things().isEmpty()) {
                found.addAll(detector.detect(photograph.picture(), "everything", CONFIDENCE)
                        .found());
                photographs++;
            }
        }

        assertThat(photographs).isGreaterThan(15);
        assertThat(found).hasSizeLessThan(32);
    }

    private BitSet found(SourceImage picture, String label) {
        return union(detector.detect(picture, label, CONFIDENCE).found().stream()
                .map(Detection::box)
                .toList());
    }

    private static BitSet union(List<Box> boxes) {
        BitSet union = new BitSet();
        for (Box box : boxes) {
            for (int y = LabelledScene.at(box.top(), GRID); y < LabelledScene.at(box.bottom(), GRID); y++) {
                union.set(
                        y * GRID + LabelledScene.at(box.left(), GRID), y * GRID + LabelledScene.at(box.right(), GRID));
            }
        }
        return union;
    }

    private static double iou(BitSet a, BitSet b) {
        BitSet both = (BitSet) a.clone();
        both.and(b);
        BitSet any = (BitSet) a.clone();
        any.or(b);
        return (double) both.cardinality() / any.cardinality();
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    }
}
