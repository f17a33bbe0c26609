package dev.frisket.segment.onnx;

import dev.frisket.packs.Shape;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Adds tensors inside an ONNX graph to the graph's outputs.
 *
 * <p>A model file is one protobuf message, and a parser merges repeated occurrences of a message field: a second
 * {@code graph} after the first adds its outputs to it. So a few bytes at the end of the file replace an ONNX library
 * or a second copy of the model. Field numbers are those of
 * <a href="https://github.com/onnx/onnx/blob/main/onnx/onnx.proto">onnx.proto</a>.
 */
final class ExposedOutputs {
    private static final int MODEL_GRAPH = 7;
    private static final int GRAPH_OUTPUT = 12;
    private static final int VALUE_NAME = 1;
    private static final int VALUE_TYPE = 2;
    private static final int TYPE_TENSOR = 1;
    private static final int TENSOR_ELEMENT = 1;
    private static final int TENSOR_SHAPE = 2;
    private static final int SHAPE_DIMENSION = 1;
    private static final int DIMENSION_SIZE = 1;
    private static final int FLOAT = 1;

    private ExposedOutputs() {}

    /** The bytes to append to the model so that these float tensors become outputs; empty if there are none. */
    static byte[] fragment(Map<String, Shape> tensors) {
        if (tensors.isEmpty()) {
            return new byte[0];
        }
        Message graph = new Message();
        tensors.forEach((name, shape) -> graph.bytes(
                GRAPH_OUTPUT,
                new Message()
                        .bytes(VALUE_NAME, name.getBytes(StandardCharsets.UTF_8))
                        .bytes(
                                VALUE_TYPE,
                                new Message()
                                        .bytes(TYPE_TENSOR, tensor(shape).toByteArray())
                                        .toByteArray())
                        .toByteArray()));
        return new Message().bytes(MODEL_GRAPH, graph.toByteArray()).toByteArray();
    }

    private static Message tensor(Shape shape) {
        Message sizes = new Message();
        for (long size : shape.sizes()) {
            Message dimension = size == Shape.ANY ? new Message() : new Message().number(DIMENSION_SIZE, size);
            sizes.bytes(SHAPE_DIMENSION, dimension.toByteArray());
        }
        return new Message().number(TENSOR_ELEMENT, FLOAT).bytes(TENSOR_SHAPE, sizes.toByteArray());
    }

    /** A protobuf message being written. */
    private static final class Message {
        private static final int VARINT = 0;
        private static final int LENGTH_DELIMITED = 2;

        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        Message number(int field, long value) {
            varint((long) field << 3 | VARINT);
            varint(value);
            return this;
        }

        Message bytes(int field, byte[] value) {
            varint((long) field << 3 | LENGTH_DELIMITED);
            varint(value.length);
            out.writeBytes(value);
            return this;
        }

        byte[] toByteArray() {
            return out.toByteArray();
        }

        private void varint(long value) {
            long rest = value;
            for (; (rest & ~0x7FL) != 0; rest >>>= 7) {
                out.write((int) (rest & 0x7F) | 0x80);
            }
            out.write((int) rest);
        }
    }
}
