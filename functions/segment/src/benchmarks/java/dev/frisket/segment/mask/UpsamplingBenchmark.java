package dev.frisket.segment.mask;

import dev.frisket.segment.parallel.Parallel;
import dev.frisket.segment.model.Logits;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Bringing a candidate to the size of the picture. */
@State(Scope.Benchmark)
public class UpsamplingBenchmark {
    /** Pixels of the mask's width and height. */
    @Param({"1024", "4096"})
    public int side;

    private Logits logits;

    @Setup
    public void draw() {
        byte[] inside = Drawing.blob(256, 256).coverage();
        float[] values = new float[inside.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = inside[i] == 0 ? -7 : 8;
        }
        logits = new Logits(256, values);
    }

    @Benchmark
    public Mask upsample() {
        return new Upsampling(side, side).apply(logits, Parallel.available());
    }
}
