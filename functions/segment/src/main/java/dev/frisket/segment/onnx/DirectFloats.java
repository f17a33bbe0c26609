package dev.frisket.segment.onnx;

import ai.onnxruntime.OnnxTensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/** Floats outside the heap, where a tensor can use them in place. */
final class DirectFloats {
    private DirectFloats() {}

    /** A buffer of zeros. It is freed with the garbage, late: allocate it once and keep it. */
    static FloatBuffer allocate(int count) {
        return ByteBuffer.allocateDirect(count * Float.BYTES)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
    }

    /** A tensor's values on the heap, flat, row-major. */
    static float[] copy(OnnxTensor tensor) {
        return tensor.getFloatBuffer().array();
    }
}
