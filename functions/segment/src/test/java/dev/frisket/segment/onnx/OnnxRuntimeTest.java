package dev.frisket.segment.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OrtEnvironment;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OnnxRuntimeTest {

    @ParameterizedTest
    @ValueSource(strings = {"linux-x64/libonnxruntime.so", "osx-aarch64/libonnxruntime.dylib"})
    void theNativeLibraryKnowsNoTelemetryCollector(String library) throws IOException {
        try (InputStream in = OrtEnvironment.class.getResourceAsStream("/ai/onnxruntime/native/" + library)) {
            String bytes = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.ISO_8859_1);

            assertThat(bytes.contains("ONNX")).isTrue();
            assertThat(bytes.contains("OneCollector"))
                    .as("this version sends what it runs to its maker")
                    .isFalse();
        }
    }
}
