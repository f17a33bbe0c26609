package dev.frisket.packs;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelPackTest {
    @TempDir
    private Path models;

    private ModelPack pack;

    @BeforeEach
    void putFilesInPlace() throws IOException {
        pack = SamplePack.in(models);
        for (var file : SamplePack.files().entrySet()) {
            Files.write(pack.folder().resolve(file.getKey()), file.getValue());
        }
        pack.verify();
    }

    @Test
    void aMissingFileIsNamedWithItsRemedy() throws IOException {
        Files.delete(pack.folder().resolve("encoder.ort"));

        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(pack::verify)
                .withMessageContaining("encoder.ort is missing")
                .withMessageContaining("mvn package");
    }

    @Test
    void aFileOfAnotherSizeIsNamedWithItsRemedy() throws IOException {
        Files.writeString(pack.folder().resolve("encoder.ort"), "abcd");

        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(pack::verify)
                .withMessageContaining("has 4 bytes; the manifest wants 3. Delete it");
    }

    @Test
    void anAlteredFileIsNamedWithItsRemedy() throws IOException {
        Files.writeString(pack.folder().resolve("encoder.ort"), "abd");

        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(pack::verify)
                .withMessageContaining("SHA-256")
                .withMessageContaining("Delete it");
    }

    @Test
    void aFileWhoseDigestNobodyKnowsIsNamed() throws IOException {
        pack.requirePins();
        Path manifest = pack.folder().resolve(ModelPack.MANIFEST);
        Files.writeString(
                manifest,
                Files.readString(manifest)
                        .replace("\"bytes\": 1000", "\"bytes\": 0")
                        .replaceFirst("541b[0-9a-f]{60}", "unpublished"));

        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> ModelPack.read(models, "sample").requirePins())
                .withMessageContaining("[decoder.onnx]");
        ModelPack.read(models, "sample")
                .pin(
                        pack.manifest().file("decoder"),
                        1000,
                        pack.manifest().file("decoder").sha256());
        ModelPack.read(models, "sample").requirePins();
    }

    @Test
    void anUnknownPackIsSaidToBeUnknown() {
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> ModelPack.read(models, "other"))
                .withMessageContaining("There is no model pack other");
    }

    @Test
    void aPackInAFolderOfAnotherNameIsRefused() throws IOException {
        Path other = Files.createDirectory(models.resolve("other"));
        Files.copy(pack.folder().resolve(ModelPack.MANIFEST), other.resolve(ModelPack.MANIFEST));

        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> ModelPack.read(models, "other"))
                .withMessageContaining("is not a valid manifest");
    }
}
