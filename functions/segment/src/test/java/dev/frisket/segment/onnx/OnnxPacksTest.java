package dev.frisket.segment.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.frisket.packs.Capability;
import dev.frisket.packs.CheckedFiles;
import dev.frisket.packs.ModelException;
import dev.frisket.packs.ModelPack;
import dev.frisket.segment.model.Detector;
import dev.frisket.segment.model.MaskModel;
import dev.frisket.segment.picture.SourceImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OnnxPacksTest {
    private static final Path MODELS = Path.of(System.getProperty("models"));

    @TempDir
    private Path models;

    @Test
    void withoutAPackForPointsNothingOpens() {
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> OnnxPacks.open(MODELS, List.of(), 1))
                .withMessageContaining("serves points");
    }

    @Test
    void anAlteredModelIsRefusedWhenItOpens() throws IOException {
        copyPack("\"version\": 1", "\"version\": 1");
        Path decoder = models.resolve("sam2-tiny/sam2_hiera_tiny_decoder_pr1.onnx");
        byte[] bytes = Files.readAllBytes(decoder);
        bytes[bytes.length / 2] ^= 1;
        Files.delete(decoder);
        Files.write(decoder, bytes);

        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> OnnxPacks.open(models, List.of("sam2-tiny"), 1))
                .withMessageContaining("SHA-256");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aModelWithOtherTensorsThanItsManifestSaysIsRefusedAtFirstUse(boolean preloaded) throws IOException {
        copyPack("\"high_res_feats_1\": [1, 64, 128, 128]", "\"high_res_feats_1\": [1, 64, 128, 127]");

        List<String> names = List.of("sam2-tiny");
        try (OnnxPacks packs = preloaded
                ? OnnxPacks.preload(ModelPack.read(models, names), CheckedFiles.NONE, 1)
                : OnnxPacks.open(models, names, 1)) {
            MaskModel model = packs.find(Capability.POINTS, MaskModel.class).orElseThrow();
            assertThatExceptionOfType(ModelException.class)
                    .isThrownBy(() -> model.encode(new SourceImage(1, 1, new byte[3])))
                    .withMessageContaining("its manifest declares")
                    .withMessageContaining("127");
        }
    }

    @Test
    void openedLoadedEveryModelIsRefusedAtOnceIncludingThatForText() throws IOException {
        Files.createSymbolicLink(models.resolve("sam2-tiny"), MODELS.resolve("sam2-tiny"));
        copyPack("coco-ssd", List.of("coco-ssd-fp16w.onnx", "words.txt"), "[1917, 80]", "[1917, 81]");

        List<String> names = List.of("sam2-tiny", "coco-ssd");
        OnnxPacks.open(models, names, 1).close();
        OnnxPacks.preload(ModelPack.read(models, names), CheckedFiles.NONE, 1).close();
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> OnnxPacks.openLoaded(ModelPack.read(models, names), CheckedFiles.NONE, 1))
                .withMessageContaining("coco-ssd");
        OnnxPacks.openLoaded(ModelPack.read(MODELS, names), CheckedFiles.NONE, 1)
                .close();
    }

    @Test
    void theFirstPackForTextServesIt() throws IOException {
        Path twin = DinoReference.twin().folder();
        Path linked = models.resolve("twin");
        Files.createSymbolicLink(linked, twin);
        copyPack("\"version\": 1", "\"version\": 1");

        try (OnnxPacks packs = OnnxPacks.open(models, List.of("sam2-tiny", "twin"), 1)) {
            assertThat(packs.find(Capability.TEXT, Detector.class)).containsInstanceOf(OnnxGroundingDino.class);
        }
        try (OnnxPacks packs = OnnxPacks.open(models, List.of("sam2-tiny"), 1)) {
            assertThat(packs.find(Capability.TEXT, Detector.class)).isEmpty();
        }
    }

    private void copyPack(String part, String other) throws IOException {
        copyPack(
                "sam2-tiny",
                List.of("sam2_hiera_tiny_encoder.with_runtime_opt.ort", "sam2_hiera_tiny_decoder_pr1.onnx"),
                part,
                other);
    }

    private void copyPack(String pack, List<String> files, String part, String other) throws IOException {
        Path from = MODELS.resolve(pack);
        Path to = Files.createDirectory(models.resolve(pack));
        String manifest = Files.readString(from.resolve("manifest.json"));
        assertThat(manifest).contains(part);
        Files.writeString(to.resolve("manifest.json"), manifest.replace(part, other));
        for (String file : files) {
            Files.copy(from.resolve(file), to.resolve(file));
        }
    }
}
