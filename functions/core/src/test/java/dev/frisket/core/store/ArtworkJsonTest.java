package dev.frisket.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.frisket.core.artwork.Artwork;
import dev.frisket.core.artwork.ArtworkId;
import dev.frisket.core.artwork.Artworks;
import dev.frisket.core.artwork.BoxPrompt;
import dev.frisket.core.artwork.BoxesParameters;
import dev.frisket.core.artwork.CutoutFormat;
import dev.frisket.core.artwork.MaskFormat;
import dev.frisket.core.artwork.MaskParameters;
import dev.frisket.core.artwork.PointsParameters;
import dev.frisket.core.artwork.Result;
import dev.frisket.core.artwork.State;
import dev.frisket.core.artwork.UploadId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ArtworkJsonTest {
    private final Artwork artwork = Artworks.starting("key1", Instant.parse("2024-07-29T15:51:28.071Z"));

    @Test
    void aStartingArtworkIsAnsweredInTheContractsForm() {
        ObjectNode answer = ArtworkJson.answer(artwork);

        assertThat(answer.fieldNames())
                .toIterable()
                .containsExactly("id", "artworkType", "parameters", "duration", "results", "status", "createdAt");
        assertThat(answer.toString())
                .startsWith("{\"id\":\"" + artwork.id() + "\",\"artworkType\":\"segmentation\",\"parameters\":{")
                .endsWith("},\"duration\":0,\"results\":[],\"status\":\"starting\","
                        + "\"createdAt\":\"2024-07-29T15:51:28.071Z\"}");
    }

    @Test
    void parametersComeWithTheirDefaultsAndTheRestOnlyIfSent() {
        assertThat(ArtworkJson.answer(artwork).get("parameters").toString())
                .isEqualTo("{\"imageUrl\":\"https://pictures.example/cat.jpg\",\"method\":\"points\","
                        + "\"textConfidence\":0.2,\"textMaxDetections\":-1,\"textCombineMasks\":true,"
                        + "\"pointsPositive\":{\"points\":[[0.5,0.5]]},\"pointsRefinementSteps\":0,"
                        + "\"pointsMultimask\":true,\"pointsBestMask\":true,\"maskExpand\":0,"
                        + "\"maskTaperedCorners\":false,\"maskBlurSigma\":0.1,\"maskKernelSize\":0,"
                        + "\"outputFormat\":\"auto\"}");
    }

    @Test
    void aSuccessHasItsResultsAndADurationInSeconds() {
        State success = new State.Succeeded(
                "0123456789abcdef0123456789abcdef",
                List.of(new Result(0, "f".repeat(32), MaskFormat.WEBP)),
                Duration.ofMillis(3456));

        ObjectNode answer = ArtworkJson.answer(artwork.in(success));

        assertThat(answer.get("duration").toString()).isEqualTo("3.456");
        assertThat(answer.get("results").get(0).textValue())
                .isEqualTo("https://api.example/v1/v2/results/" + artwork.id()
                        + "/0-0123456789abcdef0123456789abcdefffffffffffffffffffffffffffffffff.webp");
    }

    @Test
    void aFailureSaysWhy() {
        ObjectNode answer = ArtworkJson.answer(artwork.in(new State.Failed(null, "Too late.", Duration.ZERO)));

        assertThat(answer.get("status").textValue()).isEqualTo("failed");
        assertThat(answer.get("error").textValue()).isEqualTo("Too late.");
        assertThat(answer.get("results")).isEmpty();
    }

    @Test
    void aSetbackIsNotTold() {
        ObjectNode answer = ArtworkJson.answer(artwork.in(new State.Processing("a", "The host did not answer.")));

        assertThat(answer.toString()).doesNotContain("host").contains("\"status\":\"processing\"");
    }

    @Test
    void anArtworkOfAPictureOnTheWebIsStoredAsBefore() {
        assertThat(ArtworkJson.write(artwork).get("version").intValue()).isEqualTo(1);
        assertThat(ArtworkJson.write(artwork).has("upload")).isFalse();
        assertThat(ArtworkJson.read(ArtworkJson.write(artwork))).isEqualTo(artwork);
    }

    /** A reader that knows only version 1 would fetch the upload over the web. */
    @Test
    void anUploadIsStoredInAVersionOfItsOwnAndNotAnswered() {
        UploadId upload = UploadId.create(artwork.id().createdAt(), new Random(1));
        Artwork uploaded = Artworks.uploaded("key1", artwork.id().createdAt(), upload);

        ObjectNode stored = ArtworkJson.write(uploaded);
        assertThat(stored.get("version").intValue()).isEqualTo(2);
        assertThat(ArtworkJson.read(stored)).isEqualTo(uploaded);
        assertThat(ArtworkJson.read(ArtworkJson.write(uploaded.in(new State.Canceled())))
                        .upload())
                .isEqualTo(upload);
        assertThat(ArtworkJson.answer(uploaded).has("upload")).isFalse();
    }

    /** A worker that does not know them would mask something else. */
    @Test
    void additionsAreEchoedIfSentAndStoredInAVersionOfTheirOwn() {
        BoxPrompt box = new BoxPrompt(0.125, 0, 1, 0.5);
        PointsParameters points = new PointsParameters(null, null, 0, true, true, box);
        Artwork beside = Artworks.points("key1", artwork.id().createdAt(), points);
        BoxesParameters several = new BoxesParameters(List.of(box, new BoxPrompt(0, 0, 1, 1)), false);
        Artwork boxed = Artworks.boxes("key1", artwork.id().createdAt(), several);

        assertThat(ArtworkJson.answer(beside).at("/parameters/pointsBox")).hasToString("[0.125,0,1,0.5]");
        assertThat(ArtworkJson.answer(boxed).at("/parameters/boxes")).hasToString("[[0.125,0,1,0.5],[0,0,1,1]]");
        assertThat(ArtworkJson.answer(boxed).at("/parameters/boxesCombineMasks"))
                .hasToString("false");
        for (Artwork added : List.of(beside, boxed)) {
            ObjectNode stored = ArtworkJson.write(added);
            assertThat(stored.get("version").intValue()).isEqualTo(3);
            assertThat(ArtworkJson.read(stored)).isEqualTo(added);
        }
    }

    @Test
    void eachAdditionToTheWorkOnMasksIsEchoedOnlyIfSent() {
        for (MaskParameters mask : List.of(
                new MaskParameters(0, false, 0.1, 0, true, null, null),
                new MaskParameters(0, false, 0.1, 0, null, false, null),
                new MaskParameters(0, false, 0.1, 0, null, null, true))) {
            Artwork added = Artworks.worked("key1", artwork.id().createdAt(), mask);
            ObjectNode stored = ArtworkJson.write(added);

            assertThat(stored.get("version").intValue()).isEqualTo(3);
            assertThat(ArtworkJson.read(stored)).isEqualTo(added);
            assertThat(stored.get("parameters"))
                    .hasSize(ArtworkJson.write(artwork).get("parameters").size() + 1);
        }
    }

    @Test
    void theFormatOfCutoutsIsEchoedIfSent() {
        assertThat(ArtworkJson.write(artwork).get("parameters").has("cutoutFormat"))
                .isFalse();
        for (CutoutFormat format : CutoutFormat.values()) {
            Artwork added = Artworks.cutOut("key1", artwork.id().createdAt(), format);
            ObjectNode stored = ArtworkJson.write(added);

            assertThat(stored.get("version").intValue()).isEqualTo(3);
            assertThat(stored.at("/parameters/cutoutFormat").textValue()).isEqualTo(format.value());
            assertThat(ArtworkJson.read(stored)).isEqualTo(added);
        }
    }

    @Test
    void additionsToAnUploadAreStoredWithTheUpload() {
        UploadId upload = UploadId.create(artwork.id().createdAt(), new Random(1));
        Artwork boxed = Artworks.boxes(
                "key1", artwork.id().createdAt(), new BoxesParameters(List.of(new BoxPrompt(0, 0, 1, 1)), null));
        Artwork uploaded = new Artwork(
                boxed.id(),
                boxed.keyId(),
                boxed.organization(),
                boxed.apiUrl(),
                boxed.parameters(),
                upload,
                boxed.deadline(),
                boxed.state());

        assertThat(ArtworkJson.read(ArtworkJson.write(uploaded))).isEqualTo(uploaded);
    }

    @Test
    void anUnknownVersionIsNotRead() {
        ObjectNode stored = ArtworkJson.write(artwork).put("version", 4);

        assertThatThrownBy(() -> ArtworkJson.read(stored)).hasMessage("an artwork of an unknown version: 4");
    }

    @Test
    void aResultsAddressLeadsBackToItsMask() {
        Result result = new Result(12, "e".repeat(32), MaskFormat.PNG);
        String path = ResultPath.of(ArtworkId.parse("017f22e2-79b0-7cc3-98c4-dc0c0c07398f"), "a".repeat(32), result);

        assertThat(ResultPath.parse(path.substring(path.lastIndexOf('/') + 1)))
                .contains(new ResultPath("a".repeat(32), result));
        assertThat(List.of("0-a.png", "00-" + "a".repeat(64) + ".png", "0-" + "A".repeat(64) + ".png", "../x", ""))
                .allMatch(file -> ResultPath.parse(file).isEmpty());
    }
}
