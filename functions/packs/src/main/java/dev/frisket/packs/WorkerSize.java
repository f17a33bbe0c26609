package dev.frisket.packs;

import java.util.List;

/**
 * The size of a worker: what a pack needs, or what a deployment has.
 *
 * @param megabytes memory of the whole worker, at least 1: the template's {@code WorkerMemory}
 * @param seconds time limit of one artwork, at least 1: the template's {@code WorkerTimeout}
 */
public record WorkerSize(int megabytes, int seconds) {

    /** @throws IllegalArgumentException if a value is less than 1 */
    public WorkerSize {
        if (megabytes < 1 || seconds < 1) {
            throw new IllegalArgumentException("a worker of " + megabytes + " MB and " + seconds + " s");
        }
    }

    /**
     * Checks that a worker of this size can run all of these packs.
     *
     * @throws ModelException if it is too small for one, with the parameters to change
     */
    public void check(List<Manifest> packs) {
        packs.forEach(this::check);
    }

    private void check(Manifest pack) {
        WorkerSize needed = pack.worker();
        if (megabytes < needed.megabytes || seconds < needed.seconds) {
            throw new ModelException(
                    "The model pack %s needs a worker with %d MB of memory and %d s per artwork; this one has %d MB and %d s. Deploy with WorkerMemory=%d WorkerTimeout=%d, or without the pack in ModelPacks."
                            .formatted(
                                    pack.name(),
                                    needed.megabytes,
                                    needed.seconds,
                                    megabytes,
                                    seconds,
                                    Math.max(megabytes, needed.megabytes),
                                    Math.max(seconds, needed.seconds)));
        }
    }
}
