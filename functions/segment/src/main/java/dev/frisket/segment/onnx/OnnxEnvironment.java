package dev.frisket.segment.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtLoggingLevel;
import java.lang.reflect.Field;
import java.lang.reflect.Method;

/**
 * What all sessions of ONNX Runtime share; it lasts as long as the process.
 *
 * <p>Left alone, ONNX Runtime frees it in a shutdown hook, beside runs that have not ended, and these then crash the process
 * with SIGSEGV where it should have ended in order. It counts who holds it, so one more holder, who never lets go, keeps it.
 */
final class OnnxEnvironment {
    private static final OrtEnvironment KEPT = kept();

    private OnnxEnvironment() {}

    static OrtEnvironment get() {
        return KEPT;
    }

    // The Java interface has no way to hold it twice; the native one does, and answers the same handle.
    private static OrtEnvironment kept() {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try {
            Field api = Class.forName("ai.onnxruntime.OnnxRuntime").getDeclaredField("ortApiHandle");
            api.setAccessible(true);
            Method hold = OrtEnvironment.class.getDeclaredMethod("createHandle", long.class, int.class, String.class);
            hold.setAccessible(true);
            hold.invoke(
                    null,
                    api.getLong(null),
                    OrtLoggingLevel.ORT_LOGGING_LEVEL_WARNING.getValue(),
                    OrtEnvironment.DEFAULT_NAME);
            return environment;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this ONNX Runtime is not the version that was tried", e);
        }
    }
}
