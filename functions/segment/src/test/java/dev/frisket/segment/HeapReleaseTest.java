package dev.frisket.segment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HeapReleaseTest {
    private static final long MEGABYTE = 1 << 20;

    private long live = 40 * MEGABYTE;
    private long garbage;
    private int collections;
    private final HeapRelease heap = new HeapRelease(() -> live + garbage, this::collect);

    @Test
    void smallJobsNeverCauseACollectionHoweverMuchIsAlive() {
        live = 900 * MEGABYTE;
        for (int i = 0; i < 1000; i++) {
            job(MEGABYTE);
        }

        assertThat(collections).isZero();
    }

    @Test
    void aLargeJobIsCollectedAtItsEnd() {
        job(400 * MEGABYTE);

        assertThat(collections).isEqualTo(1);
        assertThat(garbage).isZero();
    }

    @Test
    void whatStaysAliveIsNotCollectedForAgain() {
        live += 300 * MEGABYTE; // embeddings made by the first large job
        job(100 * MEGABYTE);
        for (int i = 0; i < 6; i++) {
            job(10 * MEGABYTE);
        }

        assertThat(collections).isEqualTo(1);
    }

    @Test
    void garbageOfSeveralJobsIsCollectedTogether() {
        for (int i = 0; i < 70; i++) {
            job(10 * MEGABYTE);
            assertThat(garbage).isLessThan(75 * MEGABYTE);
        }

        assertThat(collections).isEqualTo(10);
    }

    /** A collection's cost grows with what is live, so it must find as much garbage as that. */
    @Test
    void theMoreIsLiveTheMoreGarbageIsCollectedTogether() {
        live = 130 * MEGABYTE;
        job(140 * MEGABYTE); // the floor is that of the start until a collection has run
        collections = 0;
        for (int i = 0; i < 60; i++) {
            job(30 * MEGABYTE);
            assertThat(garbage).isLessThan(160 * MEGABYTE);
        }

        assertThat(collections).isEqualTo(12);
    }

    @Test
    void aCollectionThatCameByItselfIsTakenIntoAccount() {
        job(60 * MEGABYTE);
        garbage = 0;
        job(60 * MEGABYTE);

        assertThat(collections).isZero();
    }

    private void job(long leaves) {
        long before = heap.beforeJob();
        garbage += leaves;
        heap.afterJob(before);
    }

    private void collect() {
        collections++;
        garbage = 0;
    }
}
