package dev.frisket.segment.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import dev.frisket.packs.ModelException;
import dev.frisket.packs.ModelFile;
import dev.frisket.packs.ModelPack;
import dev.frisket.packs.Shape;
import dev.frisket.packs.TensorSpec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One file of a model pack, run by ONNX Runtime: the session is opened at first use and checked against the manifest.
 */
final class OnnxFile implements AutoCloseable {
    private final Path path;
    private final ModelFile file;
    private final int threads;
    private @Nullable OrtSession session;
    private boolean closed;

    /** @param threads used by one run, at least 1 */
    OnnxFile(ModelPack pack, String role, int threads) {
        this.file = pack.manifest().file(role);
        this.path = pack.path(file);
        this.threads = threads;
    }

    String sha256() {
        return file.sha256();
    }

    /** An input as declared in the manifest. */
    private TensorSpec input(String name) {
        TensorSpec tensor = file.inputs().get(name);
        if (tensor == null) {
            throw new ModelException("The manifest of " + path + " names no input " + name + ".");
        }
        return tensor;
    }

    /**
     * A buffer of zeros outside the heap, which an input tensor shares instead of copying it. Only garbage collection
     * frees it, late: allocate it once and keep it.
     */
    static FloatBuffer directBuffer(int count) {
        return ByteBuffer.allocateDirect(count * Float.BYTES)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
    }

    /** An input tensor that shares a direct buffer or copies any other; closed by the caller. */
    OnnxTensor tensor(String name, FloatBuffer values, long... chosenSizes) throws OrtException {
        return OnnxTensor.createTensor(
                OnnxEnvironment.get(), values, input(name).shape().with(chosenSizes));
    }

    /** An input tensor of bytes, 0..255; otherwise as for floats. */
    OnnxTensor tensor(String name, ByteBuffer values, long... chosenSizes) throws OrtException {
        return OnnxTensor.createTensor(
                OnnxEnvironment.get(), values, input(name).shape().with(chosenSizes), OnnxJavaType.UINT8);
    }

    /** An input tensor of 64-bit integers; otherwise as for floats. */
    OnnxTensor tensor(String name, LongBuffer values, long... chosenSizes) throws OrtException {
        return OnnxTensor.createTensor(
                OnnxEnvironment.get(), values, input(name).shape().with(chosenSizes));
    }

    /** Shape of an input as declared in the manifest. */
    Shape shape(String input) {
        return input(input).shape();
    }

    /** Runs the model once; the result is closed by the caller. */
    OrtSession.Result run(Map<String, OnnxTensor> inputs, Set<String> outputs) throws OrtException {
        return session().run(inputs, outputs);
    }

    /** Copies the values of an output of floats to the heap: flat, row-major. */
    static float[] values(OrtSession.Result result, String output) {
        return ((OnnxTensor) result.get(output).orElseThrow()).getFloatBuffer().array();
    }

    /** Names of the outputs, without the exposed ones. */
    Set<String> outputs() {
        return file.outputs().keySet();
    }

    /** Opens the session now. */
    void load() {
        try {
            session();
        } catch (OrtException e) {
            throw new ModelException(path + " could not be opened: " + e.getMessage(), e);
        }
    }

    private synchronized OrtSession session() throws OrtException {
        if (closed) {
            throw new IllegalStateException(path + " has been closed");
        }
        if (session == null) {
            session = open();
        }
        return session;
    }

    private OrtSession open() throws OrtException {
        OrtEnvironment environment = OnnxEnvironment.get();
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(threads);
            // SAM 2's published encoder on thirty pictures, from Python: CPU seconds per run, and MB at the end:
            //   as here 4.5 and 878; with memory patterns 4.5 and 1,179; without an arena 5.9 and 852, at most 1,275;
            //   with the arena shrunk after each run 5.3 and 394, at most 924; with spinning threads 4.9 and 880.
            options.addConfigEntry("session.intra_op.allow_spinning", "0");
            options.setMemoryPatternOptimization(false);
            OrtSession opened = file.exposed().isEmpty()
                    ? environment.createSession(path.toString(), options)
                    : environment.createSession(withExposedOutputs(), options);
            try {
                check("inputs", file.inputs(), opened.getInputInfo());
                Map<String, TensorSpec> outputs = new HashMap<>(file.outputs());
                file.exposed().forEach((name, shape) -> outputs.put(name, TensorSpec.floats(shape)));
                check("outputs", outputs, opened.getOutputInfo());
                return opened;
            } catch (OrtException | RuntimeException e) {
                opened.close();
                throw e;
            }
        }
    }

    private byte[] withExposedOutputs() {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream(Math.toIntExact(file.bytes()) + 1024);
            Files.copy(path, bytes);
            bytes.writeBytes(ExposedOutputs.fragment(file.exposed()));
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new ModelException(path + " could not be read: " + e.getMessage(), e);
        }
    }

    private void check(String side, Map<String, TensorSpec> wanted, Map<String, NodeInfo> found) {
        Map<String, TensorSpec> tensors = new HashMap<>();
        found.forEach((name, node) -> tensors.put(name, tensor(name, node)));
        boolean fit = wanted.keySet().equals(tensors.keySet());
        for (Map.Entry<String, TensorSpec> declared : tensors.entrySet()) {
            TensorSpec tensor = wanted.get(declared.getKey());
            fit &= tensor != null && tensor.fits(declared.getValue());
        }
        if (!fit) {
            throw new ModelException("%s has %s %s; its manifest declares %s.".formatted(path, side, tensors, wanted));
        }
    }

    private TensorSpec tensor(String name, NodeInfo node) {
        if (node.getInfo() instanceof TensorInfo tensor) {
            TensorSpec.Elements elements =
                    switch (tensor.type) {
                        case FLOAT -> TensorSpec.Elements.FLOAT;
                        case UINT8 -> TensorSpec.Elements.UINT8;
                        case INT64 -> TensorSpec.Elements.INT64;
                        default ->
                            throw new ModelException(path + ": " + name + " has elements of type " + tensor.type + ".");
                    };
            return new TensorSpec(elements, Shape.of(tensor.getShape()));
        }
        throw new ModelException(path + ": " + name + " is no tensor.");
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (session != null) {
            try {
                session.close();
            } catch (OrtException e) {
                throw new ModelException(path + " could not be closed: " + e.getMessage(), e);
            }
            session = null;
        }
    }
}
