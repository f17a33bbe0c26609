package dev.frisket.segment;

import static dev.frisket.core.TestBackend.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.frisket.core.Faults;
import dev.frisket.core.Faults.Fault;
import dev.frisket.core.artwork.Artwork;
import dev.frisket.core.artwork.Artworks;
import dev.frisket.core.artwork.BoxPrompt;
import dev.frisket.core.artwork.BoxesParameters;
import dev.frisket.core.artwork.CutoutFormat;
import dev.frisket.core.artwork.MaskFacts;
import dev.frisket.core.artwork.MaskFormat;
import dev.frisket.core.artwork.Method;
import dev.frisket.core.artwork.Parameters;
import dev.frisket.core.artwork.Result;
import dev.frisket.core.artwork.State;
import dev.frisket.core.store.MaskStore;
import dev.frisket.core.store.ObjectKeys;
import dev.frisket.segment.mask.Cutout;
import dev.frisket.segment.mask.Mask;
import dev.frisket.segment.parallel.Parallel;
import dev.frisket.segment.picture.PictureDecoder;
import dev.frisket.segment.picture.PictureException;
import dev.frisket.segment.picture.SourceImage;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CutoutsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "jpeg-orientation-5.jpg",
                "jpeg-orientation-6.jpg",
                "jpeg-orientation-8.jpg",
                "png-orientation-6.png",
                "tiff-orientation-5.tif",
                "webp-orientation-8.webp",
                "jpeg-cmyk.jpg",
                "jpeg-cmyk-icc.jpg",
                "jpeg-icc.jpg",
                "png-icc.png",
                "png-rgba16.png",
                "png-one-pixel.png",
                "gif-transparent.gif",
                "bmp-555.bmp",
            })
    void everyPictureIsCutOutAsItIsDisplayed(String name) throws Exception {
        byte[] file = picture(name);
        WorkerFixture work = new WorkerFixture(Artworks.cutOut("key1", NOW, CutoutFormat.PNG));

        assertThat(work.done(url -> file, 1)).isTrue();

        assertCutOut(work, PictureDecoder.decode(file));
    }

    /** Its masks need only a part of its pixels. */
    @Test
    void aLargeJpegIsCutOutOfTheWholePicture() throws Exception {
        byte[] jpeg = BundledPictures.resized("coffee.png", 2650, 2601);
        assertThat(PictureDecoder.draft(jpeg, 1300).image().width()).isLessThan(2650);
        WorkerFixture work = new WorkerFixture(Artworks.cutOut("key1", NOW, CutoutFormat.PNG));

        assertThat(work.done(url -> jpeg, 1)).isTrue();

        assertCutOut(work, PictureDecoder.decode(jpeg));
    }

    @Test
    void webpIsStoredAsWebpUnlessItIsTooLong() {
        WorkerFixture work = new WorkerFixture(Artworks.cutOut("key1", NOW, CutoutFormat.WEBP));
        work.done(WorkerFixture.PICTURE, 1);
        assertThat(cutouts(work)).hasSize(3).allMatch(cutout -> cutout.format() == MaskFormat.WEBP);
        assertThat(work.data.contentTypes())
                .containsEntry(key(work, cutouts(work).get(0)), "image/webp");

        WorkerFixture wide = new WorkerFixture(Artworks.cutOut("key1", NOW, CutoutFormat.WEBP));
        wide.done(url -> PictureFiles.png(16384, 2), 1);
        assertThat(cutouts(wide)).hasSize(3).allMatch(cutout -> cutout.format() == MaskFormat.PNG);
    }

    @ParameterizedTest
    @EnumSource(names = {"KILLED_BEFORE", "KILLED_AFTER", "REFUSED", "DONE_YET_REFUSED"})
    void aJobThatBreaksOffAnywhereLeavesTheCutoutsOfTheNextOnly(Fault fault) {
        Faults none = Faults.always(Fault.NONE);
        new WorkerFixture(Artworks.cutOut("key1", NOW, CutoutFormat.PNG)).done(none, 1);
        assertThat(none.calls()).isGreaterThan(15);
        for (int fatal = 1; fatal <= none.calls(); fatal++) {
            WorkerFixture work = new WorkerFixture(Artworks.cutOut("key1", NOW, CutoutFormat.PNG));
            if (!doneDespite(work, Faults.at(fatal, fault))) {
                assertThat(work.done(WorkerFixture.PICTURE, 2)).isTrue();
            }
            List<String> named = new ArrayList<>(work.named());
            cutouts(work).forEach(cutout -> named.add(key(work, cutout)));
            assertThat(work.masks()).as("after call %d", fatal).hasSize(6).hasSameElementsAs(named);
        }
    }

    @Test
    void aCanceledArtworkKeepsNoCutout() {
        WorkerFixture work = new WorkerFixture(Artworks.cutOut("key1", NOW, CutoutFormat.PNG));
        work.done(
                url -> {
                    work.artworks.advance("key1", work.artwork.id(), new State.Canceled());
                    return PictureFiles.png(64, 48);
                },
                1);

        assertThat(work.masks()).isEmpty();
    }

    @Test
    void tooManyMegapixelsFailTheArtworkBeforeAnythingIsStored() {
        WorkerFixture work = new WorkerFixture(boxes(100));

        assertThat(work.done(url -> PictureFiles.png(1700, 1600), 1)).isTrue();

        assertThat(work.state()).isInstanceOfSatisfying(State.Failed.class, failed -> assertThat(failed.error())
                .isEqualTo("The cut-outs of 100 masks of 1700 x 1600 pixels have 272 megapixels, more than 256;"
                        + " send a smaller picture, request fewer masks or leave out cutoutFormat."));
        assertThat(work.masks()).isEmpty();
    }

    @Test
    void upTo256MegapixelsAreAllowed() {
        assertThatCode(() -> CutoutRequest.checkSize(4, 8000, 8000)).doesNotThrowAnyException();
        assertThatThrownBy(() -> CutoutRequest.checkSize(1, 256_000_001, 1))
                .isInstanceOf(PictureException.class)
                .hasMessageContaining("have 257 megapixels, more than 256");
        assertThatThrownBy(() -> CutoutRequest.checkSize(100, 8000, 8000)).hasMessageContaining("6400 megapixels");
    }

    @Test
    void aTemporaryFileIsDeletedOnClosing() throws IOException {
        SourceImage picture = new SourceImage(1, 1, new byte[3]);
        CutoutFile file = CutoutFile.of(Cutout.of(picture, Mask.empty(1, 1), MaskFormat.PNG), new Parallel(1));
        assertThat(file.path()).isNotEmptyFile();

        file.close();

        assertThat(file.path()).doesNotExist();
    }

    private static boolean doneDespite(WorkerFixture work, Faults faults) {
        try {
            return work.done(faults, 1);
        } catch (Faults.Killed e) {
            return false;
        }
    }

    /** Compares each cut-out with the picture and its mask, both decoded by the JDK. */
    private static void assertCutOut(WorkerFixture work, SourceImage picture) throws IOException {
        List<Result> cutouts = cutouts(work);
        assertThat(cutouts).hasSize(3);
        int visible = 0;
        for (int i = 0; i < cutouts.size(); i++) {
            BufferedImage mask = image(work, work.named().get(i));
            BufferedImage cut = image(work, key(work, cutouts.get(i)));
            assertThat(cut.getWidth()).isEqualTo(picture.width());
            assertThat(cut.getHeight()).isEqualTo(picture.height());
            int[] row = new int[4 * picture.width()];
            int[] cover = new int[picture.width()];
            for (int y = 0; y < picture.height(); y++) {
                cut.getRaster().getPixels(0, y, picture.width(), 1, row);
                mask.getRaster().getSamples(0, y, picture.width(), 1, 0, cover);
                int[] expected = new int[row.length];
                for (int x = 0; x < picture.width(); x++) {
                    for (int c = 0; c < 3 && cover[x] != 0; c++) {
                        expected[4 * x + c] = picture.rgb()[3 * (y * picture.width() + x) + c] & 0xff;
                    }
                    expected[4 * x + 3] = cover[x];
                    visible += cover[x] == 0 ? 0 : 1;
                }
                assertThat(row).as("row %d", y).isEqualTo(expected);
            }
        }
        assertThat(visible).isPositive();
    }

    private static BufferedImage image(WorkerFixture work, String key) throws IOException {
        return ImageIO.read(
                new ByteArrayInputStream(work.data.get(key).orElseThrow().bytes()));
    }

    private static List<Result> cutouts(WorkerFixture work) {
        State.Succeeded success = (State.Succeeded) work.state();
        return new MaskStore(work.data)
                .facts(work.artwork.id(), success.attempt()).orElseThrow().masks().stream()
                        .map(MaskFacts::cutout)
                        .map(Objects::requireNonNull)
                        .toList();
    }

    private static String key(WorkerFixture work, Result cutout) {
        return ObjectKeys.mask(work.artwork.id(), ((State.Succeeded) work.state()).attempt(), cutout);
    }

    private static Artwork boxes(int count) {
        Artwork artwork = Artworks.cutOut("key1", NOW, CutoutFormat.PNG);
        Parameters other = artwork.parameters();
        Parameters parameters = new Parameters(
                other.imageUrl(),
                Method.BOXES,
                other.text(),
                other.points(),
                new BoxesParameters(Collections.nCopies(count, new BoxPrompt(0.1, 0.1, 0.9, 0.9)), null),
                other.mask(),
                other.outputFormat(),
                other.cutoutFormat(),
                null);
        return new Artwork(
                artwork.id(),
                artwork.keyId(),
                artwork.organization(),
                artwork.apiUrl(),
                parameters,
                artwork.deadline(),
                artwork.state());
    }

    private static byte[] picture(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(CutoutsTest.class.getResourceAsStream("/pictures/" + name))) {
            return in.readAllBytes();
        }
    }
}
