package dev.frisket.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.frisket.core.config.Environment;
import dev.frisket.packs.Capability;
import dev.frisket.packs.ModelException;
import dev.frisket.packs.ModelPack;
import dev.frisket.packs.WorkerSize;
import dev.frisket.segment.model.MaskModel;
import dev.frisket.segment.model.ModelPacks;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A worker that is too small for its packs refuses to start and says what to deploy; otherwise it would die of its jobs. */
class SmallWorkerTest {
    private static final String MODELS = System.getProperty("models");
    private static final WorkerSize NEEDED =
            ModelPack.read(Path.of(MODELS), "sam2-tiny").manifest().worker();

    @Test
    void aWorkerWithTooLittleMemoryRefusesToStart() {
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> open(function(NEEDED.megabytes() - 1, NEEDED.seconds())))
                .withMessageContaining("The model pack sam2-tiny needs a worker with " + NEEDED.megabytes() + " MB")
                .withMessageContaining("Deploy with WorkerMemory=" + NEEDED.megabytes());
    }

    @Test
    void aWorkerWithTooLittleTimeRefusesToStart() {
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> open(function(NEEDED.megabytes(), NEEDED.seconds() - 1)))
                .withMessageContaining("WorkerTimeout=" + NEEDED.seconds());
    }

    @Test
    void aWorkerOfTheSizeThatItsPacksNeedStarts() {
        try (ModelPacks packs = open(function(NEEDED.megabytes(), NEEDED.seconds()))) {
            assertThat(packs.find(Capability.POINTS, MaskModel.class)).isPresent();
        }
    }

    @Test
    void outsideLambdaNoSizeIsKnownAndNothingRefused() {
        assertThat(SegmentConfiguration.of(new Environment(variables())).workerTimeout())
                .isEmpty();
        try (ModelPacks packs = open(variables())) {
            assertThat(packs.find(Capability.POINTS, MaskModel.class)).isPresent();
        }
    }

    @Test
    void aFunctionWithoutItsTimeLimitIsRefused() {
        Map<String, String> function = function(NEEDED.megabytes(), NEEDED.seconds());
        function.remove("WORKER_TIMEOUT");

        assertThatIllegalStateException().isThrownBy(() -> open(function)).withMessageContaining("WORKER_TIMEOUT");
    }

    private static ModelPacks open(Map<String, String> variables) {
        Environment environment = new Environment(variables);
        return SegmentHandler.packs(SegmentConfiguration.of(environment), environment);
    }

    private static Map<String, String> function(int megabytes, int seconds) {
        Map<String, String> variables = variables();
        variables.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", String.valueOf(megabytes));
        variables.put("WORKER_TIMEOUT", String.valueOf(seconds));
        return variables;
    }

    private static Map<String, String> variables() {
        return new HashMap<>(Map.of(
                "DATA_BUCKET", "data",
                "JOBS_QUEUE_URL", "http://127.0.0.1:9/jobs",
                "WEBHOOKS_QUEUE_URL", "http://127.0.0.1:9/webhooks",
                "MODELS_FOLDER", MODELS,
                "MODEL_PACKS", "sam2-tiny"));
    }
}
