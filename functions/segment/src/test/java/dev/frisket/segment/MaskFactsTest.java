package dev.frisket.segment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frisket.core.TestBackend;
import dev.frisket.core.artwork.Artwork;
import dev.frisket.core.artwork.ArtworkFacts;
import dev.frisket.core.artwork.Artworks;
import dev.frisket.core.artwork.BoxPrompt;
import dev.frisket.core.artwork.BoxesParameters;
import dev.frisket.core.artwork.MaskFacts;
import dev.frisket.core.artwork.MaskFacts.Detected;
import dev.frisket.core.artwork.MaskParameters;
import dev.frisket.core.artwork.PixelBox;
import dev.frisket.core.artwork.PromptWords;
import dev.frisket.core.artwork.Result;
import dev.frisket.core.artwork.State;
import dev.frisket.core.shape.Rle;
import dev.frisket.core.store.MaskStore;
import dev.frisket.packs.Capability;
import dev.frisket.segment.model.ModelPacks;
import dev.frisket.segment.model.PluggedPacks;
import dev.frisket.segment.model.StandInPacks;
import dev.frisket.segment.model.StandInTextMasks;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the worker stores of masks of a picture of 64x48 pixels. */
class MaskFactsTest {
    private static final PixelBox SQUARE = new PixelBox(19.2, 14.4, 25.6, 19.2);
    private static final PixelBox DOT = new PixelBox(51.2, 38.4, 6.4, 4.8);

    @Test
    void aTextsMaskIsMadeOfItsDetections() throws IOException {
        WorkerFixture worker = worked(text("square xyzzy dot not bar"));

        ArtworkFacts facts = checked(worker);
        assertThat(facts.words())
                .isEqualTo(new PromptWords(List.of("square", "dot"), List.of("bar"), List.of("xyzzy")));
        assertThat(facts.masks()).singleElement().satisfies(mask -> {
            assertThat(mask.score()).isEqualTo(0.9);
            assertThat(mask.detections())
                    .containsExactly(new Detected("square", 0.5, SQUARE), new Detected("dot", 0.5, DOT));
        });
    }

    /** This model scores its masks as it scores its detections. */
    @Test
    void aUnionsScoreIsTheLeastOfItsParts() {
        ModelPacks direct = new PluggedPacks(
                List.of(new PluggedPacks.Pack("text-masks", Set.of(Capability.TEXT), new StandInTextMasks())));

        MaskFacts mask = worked(text("bar square"), direct).facts().masks().get(0);

        assertThat(mask.score()).isEqualTo(0.5);
        assertThat(mask.detections()).extracting(Detected::label).containsExactly("bar", "square");
    }

    @Test
    void nothingFoundIsSaid() throws IOException {
        ArtworkFacts facts = checked(worked(text("xyzzy")));

        assertThat(facts.words()).isEqualTo(new PromptWords(List.of(), List.of(), List.of("xyzzy")));
        assertThat(facts.masks()).singleElement().satisfies(mask -> {
            assertThat(mask.score()).isNull();
            assertThat(mask.detections()).isEmpty();
            assertThat(mask.box()).isNull();
            assertThat(mask.area()).isZero();
        });
    }

    @Test
    void aBoxIsADetectionWithoutLabelAndConfidence() throws IOException {
        BoxPrompt left = new BoxPrompt(0, 0, 0.5, 1);
        BoxPrompt right = new BoxPrompt(0.5, 0.25, 1, 0.75);
        Detected ofLeft = new Detected(null, null, new PixelBox(0, 0, 32, 48));
        Detected ofRight = new Detected(null, null, new PixelBox(32, 12, 32, 24));

        ArtworkFacts each = checked(worked(boxes(null, left, right)));
        ArtworkFacts union = checked(worked(boxes(true, left, right)));

        assertThat(each.words()).isNull();
        assertThat(each.masks()).extracting(MaskFacts::detections).containsExactly(List.of(ofLeft), List.of(ofRight));
        assertThat(each.masks().get(0).box()).isEqualTo(new PixelBox(0, 0, 32, 48));
        assertThat(each.masks().get(0).area()).isEqualTo(32 * 48);
        assertThat(union.masks()).extracting(MaskFacts::detections).containsExactly(List.of(ofLeft, ofRight));
        assertThat(union.masks().get(0).area()).isEqualTo(32 * 48 + 32 * 24);
    }

    @Test
    void candidatesOfPointsHaveTheirScoresAndNoDetections() throws IOException {
        ArtworkFacts facts = checked(worked(Artworks.candidates("key1", TestBackend.NOW)));

        assertThat(facts.words()).isNull();
        assertThat(facts.masks()).extracting(MaskFacts::score).containsExactly(0.7, 0.9, 0.8);
        assertThat(facts.masks()).extracting(MaskFacts::detections).containsOnly(List.of());
    }

    @Test
    void theFactsAreOfTheMaskAfterAllWork() throws IOException {
        int plain = facts(new MaskParameters(0, false, 0.1, 0)).area();
        int grown = facts(new MaskParameters(3, false, 0.1, 0)).area();
        MaskFacts inverted = facts(new MaskParameters(3, false, 2, 4, null, null, true));

        assertThat(grown).isGreaterThan(plain);
        assertThat(inverted.area()).isBetween(64 * 48 - grown - 40, 64 * 48 - grown + 40);
        assertThat(inverted.box()).isEqualTo(new PixelBox(0, 0, 64, 48));
    }

    private static MaskFacts facts(MaskParameters work) throws IOException {
        return checked(worked(Artworks.worked("key1", TestBackend.NOW, work)))
                .masks()
                .get(0);
    }

    /** The facts, after each stored encoding was compared with the stored mask, pixel by pixel. */
    private static ArtworkFacts checked(WorkerFixture worker) throws IOException {
        ArtworkFacts facts = worker.facts();
        State.Succeeded success = (State.Succeeded) worker.state();
        assertThat(facts.masks()).hasSameSizeAs(success.results());
        MaskStore masks = new MaskStore(worker.data);
        for (Result result : success.results()) {
            MaskFacts mask = facts.masks().get(result.number());
            String rle =
                    masks.rle(worker.artwork.id(), success.attempt(), result).orElseThrow();
            Rle decoded = Rle.parse(mask.width(), mask.height(), rle);
            assertThat(mask.rleBytes()).isEqualTo(rle.length());
            assertThat(mask.area()).isEqualTo(decoded.area());
            assertThat(mask.box()).isEqualTo(decoded.box());
            BufferedImage image = worker.mask(result);
            assertThat(decoded.width()).isEqualTo(image.getWidth());
            assertThat(decoded.height()).isEqualTo(image.getHeight());
            int position = 0;
            for (int run = 0; run < decoded.runs().length; run++) {
                for (int i = 0; i < decoded.runs()[run]; i++, position++) {
                    int sample =
                            image.getRaster().getSample(position / image.getHeight(), position % image.getHeight(), 0);
                    assertThat(sample >= 128).isEqualTo(run % 2 == 1);
                }
            }
        }
        return facts;
    }

    private static Artwork text(String prompt) {
        return Artworks.text("key1", TestBackend.NOW, prompt);
    }

    private static Artwork boxes(@Nullable Boolean combine, BoxPrompt... boxes) {
        return Artworks.boxes("key1", TestBackend.NOW, new BoxesParameters(List.of(boxes), combine));
    }

    private static WorkerFixture worked(Artwork artwork) {
        return worked(artwork, new StandInPacks());
    }

    private static WorkerFixture worked(Artwork artwork, ModelPacks packs) {
        WorkerFixture worker = new WorkerFixture(artwork, packs);
        assertThat(worker.done(WorkerFixture.PICTURE, 1)).isTrue();
        return worker;
    }
}
