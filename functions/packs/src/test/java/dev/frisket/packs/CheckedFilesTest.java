package dev.frisket.packs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckedFilesTest {
    @TempDir
    private Path models;

    private ModelPack pack;
    private Path encoder;

    @BeforeEach
    void putFilesInPlace() throws IOException {
        pack = SamplePack.in(models);
        for (var file : SamplePack.files().entrySet()) {
            Files.write(pack.folder().resolve(file.getKey()), file.getValue());
        }
        encoder = pack.folder().resolve("encoder.ort");
    }

    @Test
    void aRecordedFileIsNotReadAgain() throws IOException {
        CheckedFiles.record(models, List.of(pack));
        Files.writeString(encoder, "abd");

        pack.verify(CheckedFiles.read(models)); // it was not read: its digest is another
        assertThatExceptionOfType(ModelException.class).isThrownBy(pack::verify).withMessageContaining("SHA-256");
    }

    @Test
    void theRecordHasTheFormOfSha256sum() throws IOException {
        CheckedFiles.record(models, List.of(pack));

        assertThat(models.resolve(CheckedFiles.FILE))
                .hasContent(
                        """
                        ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad  sample/encoder.ort
                        541b3e9daa09b20bf85fa273e5cbd3e80185aa4ec298e765db87742b70138a53  sample/decoder.onnx
                        """);
    }

    @Test
    void aManifestWithAnotherDigestIsNotSatisfiedByTheRecord() throws IOException {
        CheckedFiles.record(models, List.of(pack));
        Path manifest = pack.folder().resolve(ModelPack.MANIFEST);
        Files.writeString(manifest, Files.readString(manifest).replace("ba7816", "ba7817"));

        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> ModelPack.read(models, "sample").verify(CheckedFiles.read(models)))
                .withMessageContaining("SHA-256");
    }

    @Test
    void aMissingFileOrOneOfAnotherSizeIsRefusedInSpiteOfTheRecord() throws IOException {
        CheckedFiles.record(models, List.of(pack));

        Files.writeString(encoder, "abcd");
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> pack.verify(CheckedFiles.read(models)))
                .withMessageContaining("4 bytes");
        Files.delete(encoder);
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> pack.verify(CheckedFiles.read(models)))
                .withMessageContaining("missing");
    }

    @Test
    void anAlteredFileIsNotRecorded() throws IOException {
        Files.writeString(encoder, "abd");

        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> CheckedFiles.record(models, List.of(pack)))
                .withMessageContaining("SHA-256");
        assertThat(models.resolve(CheckedFiles.FILE)).doesNotExist();
        assertThat(CheckedFiles.read(models)).isEqualTo(CheckedFiles.NONE);
    }
}
