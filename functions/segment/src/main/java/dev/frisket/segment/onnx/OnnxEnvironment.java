package dev.frisket.segment.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtLoggingLevel;
import dev.frisket.core.concurrent.DaemonThreads;
import java.lang.reflect.Field;
import java.lang.reflect.Method;

/**
 * The environment shared by all sessions of ONNX Runtime, kept until the process ends.
 *
 * <p>By default, ONNX Runtime frees it in a shutdown hook while unfinished runs still use it, and these then crash an
 * otherwise orderly exit with SIGSEGV. It is reference-counted, so one more reference that is never released keeps it.
 */
public final class OnnxEnvironment {
    private OnnxEnvironment() {}

    /** Starts loading ONNX Runtime, concurrently with the caller's next steps: for a process that will need it at once. */
    public static void preload() {
        DaemonThreads.named("runtime").newThread(OnnxEnvironment::get).start();
    }

    static OrtEnvironment get() {
        return Loaded.ENVIRONMENT;
    }

    /** Loads the runtime on first use. */
    private static final class Loaded {
        static final OrtEnvironment ENVIRONMENT = kept();
    }

    // The Java interface can't take a second reference; the native one can, and returns the same handle.
    private static OrtEnvironment kept() {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try {
            Field api = Class.forName("ai.onnxruntime.OnnxRuntime").getDeclaredField("ortApiHandle");
            api.setAccessible(true);
            Method addReference =
                    OrtEnvironment.class.getDeclaredMethod("createHandle", long.class, int.class, String.class);
            addReference.setAccessible(true);
            addReference.invoke(
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
