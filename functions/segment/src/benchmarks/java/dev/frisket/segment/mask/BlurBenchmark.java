package dev.frisket.segment.mask;

import dev.frisket.segment.parallel.Parallel;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Blurring the hard-edged mask of an object, by kernels of 21 and of 201 taps. */
@State(Scope.Benchmark)
public class BlurBenchmark {
    /** Pixels of the mask's width and height. */
    @Param({"1024", "4096"})
    public int side;

    @Param({"10", "100"})
    public int kernelSize;

    private Mask mask;

    @Setup
    public void draw() {
        mask = Drawing.blob(side, side);
    }

    @Benchmark
    public Mask blur() {
        return new Blur(kernelSize, 30).apply(mask, Parallel.available());
    }
}
