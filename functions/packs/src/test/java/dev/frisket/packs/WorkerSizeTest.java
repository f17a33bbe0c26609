package dev.frisket.packs;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkerSizeTest {
    @TempDir
    private Path models;

    @Test
    void aWorkerOfTheSizeThatAPackNeedsOrMoreRunsIt() throws IOException {
        List<Manifest> packs = List.of(SamplePack.in(models).manifest());

        assertThatCode(() -> new WorkerSize(3008, 120).check(packs)).doesNotThrowAnyException();
        assertThatCode(() -> new WorkerSize(10240, 900).check(packs)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "3007, 120, WorkerMemory=3008 WorkerTimeout=120",
        "10240, 119, WorkerMemory=10240 WorkerTimeout=120",
        "128, 3, WorkerMemory=3008 WorkerTimeout=120"
    })
    void aSmallerWorkerIsRefusedWithTheParametersToSet(int megabytes, int seconds, String remedy) throws IOException {
        List<Manifest> packs = List.of(SamplePack.in(models).manifest());

        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> new WorkerSize(megabytes, seconds).check(packs))
                .withMessageContaining("The model pack sample needs a worker with 3008 MB of memory and 120 s")
                .withMessageContaining(megabytes + " MB and " + seconds + " s")
                .withMessageContaining(remedy);
    }
}
