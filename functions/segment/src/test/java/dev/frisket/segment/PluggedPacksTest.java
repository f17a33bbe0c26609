package dev.frisket.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.frisket.core.TestBackend;
import dev.frisket.core.artwork.Artwork;
import dev.frisket.core.artwork.Artworks;
import dev.frisket.core.artwork.BoxPrompt;
import dev.frisket.core.artwork.BoxesParameters;
import dev.frisket.core.artwork.PointsParameters;
import dev.frisket.core.artwork.State;
import dev.frisket.packs.Capability;
import dev.frisket.packs.ModelException;
import dev.frisket.segment.model.PluggedPacks;
import dev.frisket.segment.model.PluggedPacks.Pack;
import dev.frisket.segment.model.StandInDetector;
import dev.frisket.segment.model.StandInModel;
import dev.frisket.segment.model.StandInTextMasks;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One pack of each kind, selected by its declared capabilities and run by the worker. */
class PluggedPacksTest {
    private static final Pack MASKS =
            new Pack("masks", Set.of(Capability.POINTS, Capability.BOXES), new StandInModel());
    private static final Pack DETECTOR = new Pack("detector", Set.of(Capability.TEXT), new StandInDetector());
    private static final Pack TEXT_MASKS = new Pack("text-masks", Set.of(Capability.TEXT), new StandInTextMasks());

    @Test
    void aPackForPointsServesPointsAndNoText() throws IOException {
        WorkerFixture points = worked(points(), MASKS);

        assertThat(inside(points.onlyMask(), 0.5, 0.5)).isTrue();
        assertThat(inside(points.onlyMask(), 0.02, 0.02)).isFalse();
        assertThat(error(text("square"), MASKS))
                .isEqualTo("No model pack that is in use here understands text;"
                        + " send the request with the method points or boxes.");
    }

    @Test
    void aDetectorsBoxesAreMaskedByAPackForBoxes() throws IOException {
        BufferedImage mask = worked(text("square"), MASKS, DETECTOR).onlyMask();

        assertThat(inside(mask, 0.5, 0.5)).isTrue();
        assertThat(inside(mask, 0.33, 0.33)).isTrue();
        assertThat(inside(mask, 0.2, 0.5)).isFalse();
    }

    @Test
    void aPackThatMasksTextItselfNeedsNoOther() throws IOException {
        WorkerFixture worker = worked(text("square"), TEXT_MASKS);

        assertThat(worker.masks()).hasSize(1);
        assertThat(inside(worker.onlyMask(), 0.5, 0.5)).isTrue();
        assertThat(inside(worker.onlyMask(), 0.33, 0.33)).isFalse();
        assertThat(error(points(), TEXT_MASKS))
                .isEqualTo("No model pack that is in use here understands points;"
                        + " send the request with the method text.");
    }

    @Test
    void aPackThatMasksTextItselfMayFindSeveralThingsOrNone() throws IOException {
        BufferedImage both = worked(text("bar dot"), TEXT_MASKS).onlyMask();
        BufferedImage none = worked(text("love"), TEXT_MASKS).onlyMask();

        assertThat(inside(both, 0.1, 0.5)).isTrue();
        assertThat(inside(both, 0.85, 0.85)).isTrue();
        assertThat(inside(both, 0.5, 0.5)).isFalse();
        assertThat(none.getWidth()).isEqualTo(64);
        assertThat(none.getHeight()).isEqualTo(48);
        assertThat(inside(none, 0.5, 0.5)).isFalse();
    }

    @Test
    void ofSeveralPacksForTextTheFirstServesIt() throws IOException {
        assertThat(inside(worked(text("square"), MASKS, DETECTOR, TEXT_MASKS).onlyMask(), 0.33, 0.33))
                .isTrue();
        assertThat(inside(worked(text("square"), MASKS, TEXT_MASKS, DETECTOR).onlyMask(), 0.33, 0.33))
                .isFalse();
    }

    @Test
    void aDetectorAloneServesNothing() {
        assertThat(error(text("square"), DETECTOR)).isEqualTo("No model pack that is in use here understands text.");
    }

    @Test
    void whatAPackDoesNotDeclareItIsNotAskedFor() {
        Pack boxesOnly = new Pack("boxes", Set.of(Capability.BOXES), new StandInModel());

        assertThat(error(points(), boxesOnly, DETECTOR))
                .isEqualTo("No model pack that is in use here understands points;"
                        + " send the request with the method text or boxes.");
        assertThat(worked(text("square"), boxesOnly, DETECTOR).masks()).hasSize(1);
        assertThat(worked(boxes(), boxesOnly).masks()).hasSize(2);
        assertThat(error(boxes(), TEXT_MASKS))
                .isEqualTo("No model pack that is in use here understands boxes;"
                        + " send the request with the method text.");
    }

    @Test
    void aBoxBesidePointsIsForAPackThatServesBoth() {
        Pack pointsOnly = new Pack("points", Set.of(Capability.POINTS), new StandInModel());
        Pack boxesOnly = new Pack("boxes", Set.of(Capability.BOXES), new StandInModel());
        Artwork beside = Artworks.points(
                "key1",
                TestBackend.NOW,
                new PointsParameters(null, null, 0, true, true, new BoxPrompt(0.25, 0.25, 0.75, 0.75)));

        assertThat(worked(beside, MASKS).masks()).hasSize(1);
        for (Pack[] packs : new Pack[][] {{pointsOnly}, {pointsOnly, boxesOnly}}) {
            assertThat(error(beside, packs))
                    .isEqualTo("No model pack that is in use here understands a box beside points;"
                            + " send the request without pointsBox.");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aPackThatDeclaresWhatItsCodeDoesNotServeIsRefused(Capability capability) {
        boolean text = capability == Capability.TEXT;

        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() ->
                        new Pack("boaster", Set.of(capability), text ? new StandInModel() : new StandInTextMasks()))
                .withMessageContaining("boaster")
                .withMessageContaining(capability.name());
    }

    private static Artwork points() {
        return Artworks.starting("key1", TestBackend.NOW);
    }

    private static Artwork boxes() {
        BoxPrompt middle = new BoxPrompt(0.25, 0.25, 0.75, 0.75);
        return Artworks.boxes("key1", TestBackend.NOW, new BoxesParameters(List.of(middle, middle), null));
    }

    private static Artwork text(String prompt) {
        return Artworks.text("key1", TestBackend.NOW, prompt);
    }

    private static WorkerFixture worked(Artwork artwork, Pack... packs) {
        WorkerFixture worker = new WorkerFixture(artwork, new PluggedPacks(List.of(packs)));
        assertThat(worker.done(WorkerFixture.PICTURE, 1)).isTrue();
        return worker;
    }

    private static String error(Artwork artwork, Pack... packs) {
        State state = worked(artwork, packs).state();
        assertThat(state).isInstanceOf(State.Failed.class);
        return ((State.Failed) state).error();
    }

    private static boolean inside(BufferedImage mask, double x, double y) {
        return mask.getRaster().getSample((int) (x * mask.getWidth()), (int) (y * mask.getHeight()), 0) > 0;
    }
}
