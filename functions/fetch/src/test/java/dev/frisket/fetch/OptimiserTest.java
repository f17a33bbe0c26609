package dev.frisket.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.frisket.packs.ModelException;
import dev.frisket.packs.ModelPack;
import dev.frisket.packs.SamplePack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OptimiserTest {
    @TempDir
    private Path folder;

    private final List<String> commands = new ArrayList<>();
    private Path models = Path.of("");
    private String makes = "ab";
    private String weights = "cd";

    @BeforeEach
    void fetch() throws IOException {
        models = folder.resolve("models");
        ModelPack pack = SamplePack.in(models);
        Files.write(pack.folder().resolve("encoder.ort"), SamplePack.encoder());
        Files.write(pack.folder().resolve("decoder.onnx"), SamplePack.decoder());
        Files.writeString(pack.folder().resolve("requirements.txt"), "onnx==1");
    }

    @Test
    void whatWasOptimisedIsUsedInstead() {
        optimise(this::python);

        ModelPack pack = ModelPack.read(models, "sample");
        assertThat(pack.manifest().file("encoder").name()).isEqualTo("leaner.onnx");
        assertThat(pack.manifest().file("decoder").name()).isEqualTo("decoder.onnx");
        pack.verify();
        assertThat(commands).containsExactly("-m venv", "-m pip", "-B optimise.py");
    }

    @Test
    void librariesAreInstalledOnce() {
        optimise(this::python);
        optimise(this::python);

        assertThat(commands).containsExactly("-m venv", "-m pip", "-B optimise.py", "-B optimise.py");
    }

    @Test
    void otherBytesThanTheManifestWantsAreNotUsed() {
        makes = "xy";

        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> optimise(this::python))
                .withMessageContaining("SHA-256");

        assertNothingIsLeft();
    }

    @Test
    void norAreOtherWeights() {
        weights = "xy";

        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> optimise(this::python))
                .withMessageContaining("leaner.onnx.data");

        assertNothingIsLeft();
    }

    @Test
    void weightsThatWereAlteredLaterAreFound() throws IOException {
        optimise(this::python);
        Files.writeString(models.resolve("sample/leaner.onnx.data"), "ce");

        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> ModelPack.read(models, "sample").verify())
                .withMessageContaining("leaner.onnx.data");
    }

    @Test
    void withoutItsWeightsWhatWasOptimisedIsNotUsed() throws IOException {
        optimise(this::python);
        Files.delete(models.resolve("sample/leaner.onnx.data"));

        assertThat(ModelPack.read(models, "sample").manifest().file("encoder").name())
                .isEqualTo("encoder.ort");
    }

    private void assertNothingIsLeft() {
        assertThat(ModelPack.read(models, "sample").manifest().file("encoder").name())
                .isEqualTo("encoder.ort");
        assertThat(models.resolve("sample"))
                .isDirectoryContaining(path -> path.getFileName().toString().equals("encoder.ort"))
                .isDirectoryNotContaining(path -> path.getFileName().toString().contains("leaner")
                        || path.getFileName().toString().startsWith(".optimised"));
    }

    @Test
    void withoutPythonTheSentenceSaysWhatToDo() {
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> optimise((command, place) -> {
                    throw new IOException("no such program");
                }))
                .withMessageContaining("Python 3.11")
                .withMessageContaining("--python");
    }

    @Test
    void whatPythonSaysIsPassedOn() {
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> optimise((command, place) -> new CommandLine.Outcome(1, "No module named venv")))
                .withMessageContaining("No module named venv");
    }

    private void optimise(CommandLine commandLine) {
        new Optimiser(folder.resolve("cache"), commandLine, line -> {}).optimise(models, "sample", "python3");
    }

    private CommandLine.Outcome python(List<String> command, Path place) throws IOException {
        commands.add(command.get(1) + " " + Path.of(command.get(2)).getFileName());
        if (command.contains("venv")) {
            Files.createDirectories(Path.of(command.get(command.size() - 1)));
        } else if (command.get(1).equals("-B")) {
            Files.writeString(Path.of(command.get(command.size() - 1)), makes);
            Files.writeString(Path.of(command.get(command.size() - 1) + ".data"), weights);
        }
        return new CommandLine.Outcome(0, "");
    }
}
