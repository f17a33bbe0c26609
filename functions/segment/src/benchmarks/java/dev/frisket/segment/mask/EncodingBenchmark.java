package dev.frisket.segment.mask;

import dev.frisket.segment.parallel.Parallel;
import dev.frisket.core.artwork.MaskFormat;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Encoding the mask of an object, hard-edged (kernel size 0) and blurred. */
@State(Scope.Benchmark)
public class EncodingBenchmark {
    /** Pixels of the mask's width and height. */
    @Param({"1024", "4096"})
    public int side;

    @Param({"0", "10", "100"})
    public int kernelSize;

    @Param
    public MaskFormat format;

    private Mask mask;

    @Setup
    public void draw() {
        mask = new Blur(kernelSize, 30).apply(Drawing.blob(side, side), Parallel.available());
    }

    @Benchmark
    public EncodedMask encode() {
        return EncodedMask.of(mask, format, Parallel.available());
    }
}
