package dev.frisket.segment.onnx;

import ai.onnxruntime.OnnxTensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/** Float buffers outside the heap, which a tensor can use without copying. */
final class DirectFloats {
    private DirectFloats() {}

    /** Allocates a buffer of zeros. Only garbage collection frees it, late: allocate it once and keep it. */
    static FloatBuffer allocate(int count) {
        return ByteBuffer.allocateDirect(count * Float.BYTES)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
    }

    /** Copies a tensor's values to the heap, flat, row-major. */
    static float[] copy(OnnxTensor tensor) {
        return tensor.getFloatBuffer().array();
    }
}
