package dev.frisket.segment.mask;

import dev.frisket.segment.model.Logits;
import dev.frisket.segment.parallel.Parallel;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Pixels that belong to no mask of a prompt, one bit each. */
public final class ExcludedPixels {
    private final @Nullable BitPlane plane;

    private ExcludedPixels(@Nullable BitPlane plane) {
        this.plane = plane;
    }

    /** The pixels inside any of the candidates; none if there is no candidate. */
    public static ExcludedPixels of(List<Logits> candidates, Upsampling upsampling, Parallel cores) {
        return new ExcludedPixels(
                candidates.isEmpty() ? null : BitPlane.of(upsampling.union(candidates, cores), 255, cores));
    }

    /**
     * A mask without these pixels.
     *
     * @param mask of the same size; not to be used any more, since its samples become the result's
     */
    public Mask takenFrom(Mask mask, Parallel cores) {
        if (plane == null) {
            return mask;
        }
        plane.paint(mask.coverage(), 0, cores);
        return new Mask(mask.width(), mask.height(), mask.coverage());
    }
}
