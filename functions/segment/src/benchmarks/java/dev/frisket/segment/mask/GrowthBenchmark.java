package dev.frisket.segment.mask;

import dev.frisket.segment.parallel.Parallel;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Growing and shrinking the mask of an object. */
@State(Scope.Benchmark)
public class GrowthBenchmark {
    /** Pixels of the mask's width and height. */
    @Param({"1024", "4096"})
    public int side;

    @Param({"8", "64", "256", "-64"})
    public int steps;

    @Param
    public Corners corners;

    private Mask mask;
    private Morphology growth;

    /** What becomes of the corners. */
    public enum Corners {
        SQUARE,
        TAPERED
    }

    @Setup
    public void draw() {
        mask = Drawing.blob(side, side);
        growth = new Morphology(steps, corners == Corners.TAPERED);
    }

    @Benchmark
    public Mask grow() {
        return growth.apply(mask, Parallel.available());
    }
}
