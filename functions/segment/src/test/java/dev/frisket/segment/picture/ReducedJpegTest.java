package dev.frisket.segment.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.frisket.segment.BundledPictures;
import dev.frisket.segment.ProcessMemory;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Compares drafts with Pillow's; see drafts.py beside the pictures. */
class ReducedJpegTest {
    /** Difference between two colour conversions with the same profile, levels. */
    private static final int TOLERANCE = 2;

    @BeforeAll
    static void onLinuxOnX86() {
        assumeTrue(
                System.getProperty("os.name").equals("Linux")
                        && List.of("amd64", "x86_64")
                                .contains(System.getProperty("os.arch").toLowerCase(Locale.ROOT)),
                "the library comes for one platform");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "420",
                "422",
                "444",
                "grey",
                "icc",
                "progressive",
                "restarts",
                "orientation-1",
                "orientation-2",
                "orientation-3",
                "orientation-4",
                "orientation-5",
                "orientation-6",
                "orientation-7",
                "orientation-8"
            })
    void aDraftIsWhatPillowMakesOfIt(String form) throws Exception {
        byte[] file = Pictures.bytes("jpeg-" + form + ".jpg");
        assertEqual(PictureDecoder.draft(file, 11), "jpeg-" + form + ".jpg.half"); // of 37 x 23
        assertEqual(PictureDecoder.draft(file, 5), "jpeg-" + form + ".jpg.quarter");
    }

    private static void assertEqual(ReducedPicture draft, String name) throws IOException {
        SourceImage expected = Pictures.expected(name);
        SourceImage image = draft.image();
        assertThat(List.of(image.width(), image.height())).isEqualTo(List.of(expected.width(), expected.height()));
        assertThat(Pictures.largestDifference(image, expected)).isLessThanOrEqualTo(TOLERANCE);
        assertThat(draft.width() + draft.height()).isEqualTo(37 + 23);
        assertThat(draft.width() > draft.height()).isEqualTo(image.width() > image.height());
    }

    /** Files that libjpeg would interpret differently are decoded in full. */
    @ParameterizedTest
    @CsvSource({"jpeg-rgb.jpg", "jpeg-cmyk.jpg", "jpeg-ycck.jpg", "jpeg-cmyk-bare.jpg"})
    void otherColoursAreNotReduced(String name) throws Exception {
        byte[] file = Pictures.bytes(name);
        ReducedPicture draft = PictureDecoder.draft(file, 1);
        assertThat(draft.image().rgb()).isEqualTo(PictureDecoder.decode(file).rgb());
    }

    @Test
    void whatIsCutOffIsRefusedAsInFull() throws Exception {
        byte[] file = BundledPictures.resized("rocket.jpg", 640, 480);
        byte[] cutOff = Arrays.copyOf(file, file.length / 2);
        assertThat(PictureDecoder.draft(file, 100).image().width()).isEqualTo(160);
        assertThatThrownBy(() -> PictureDecoder.draft(cutOff, 100))
                .isInstanceOf(PictureException.class)
                .hasMessage("The JPEG file is cut off or damaged; send it whole.");
    }

    /** A leak would show after eight hundred drafts, whole and damaged, of a picture of 2 MB. */
    @Test
    void noMemoryIsLostOutsideTheHeap() throws Exception {
        byte[] file = BundledPictures.resized("rocket.jpg", 1600, 1200);
        byte[] damaged = Arrays.copyOf(file, file.length / 3);
        int warmUp = 100;
        long before = 0;
        for (int i = 0; i < warmUp + 400; i++) {
            if (i == warmUp) {
                before = ProcessMemory.residentMegabytes();
            }
            assertThat(ReducedJpeg.decode(file, 1600, 1200, 2)).isPresent();
            assertThat(ReducedJpeg.decode(damaged, 1600, 1200, 2)).isEmpty();
        }
        // The heap grows as well, by some hundreds of MB; twice 400 leaked pictures would be 1500 MB.
        assertThat(ProcessMemory.residentMegabytes() - before).isLessThan(800);
    }
}
