package dev.frisket.promise;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frisket.core.FairQueue;
import dev.frisket.core.FairQueue.Order;
import dev.frisket.core.FairQueue.Sent;
import dev.frisket.core.Template;
import dev.frisket.core.artwork.Artwork;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How long the jobs of an organization wait on AWS while another floods the queue, without and with message groups. */
class NobodyStarvesTest {
    private static final Duration NEW_PICTURE = Duration.ofSeconds(3);

    /** The fetch of a picture that drips is cut off then. */
    private static final Duration DRIPPING = Duration.ofSeconds(30);

    private static final int WORKERS =
            Template.read().json().at("/Parameters/WorkerConcurrency/Default").asInt();

    @Test
    void theFirstJobBesideTenThousandOfAnotherOrganizationWaitsForAWorkerOnly() {
        List<Sent> jobs = flood(10_000, Duration.ofMillis(200)); // CreationRate
        jobs.add(new Sent("other", last(jobs).plusMillis(100)));

        Duration before = wait(Order.OLDEST_FIRST, jobs, NEW_PICTURE);
        Duration after = wait(Order.FAIR, jobs, NEW_PICTURE);

        assertThat(before).isBetween(Duration.ofHours(3), Duration.ofHours(4));
        assertThat(after).isLessThanOrEqualTo(NEW_PICTURE);
        report("10,000 jobs of another organization", before, after);
    }

    @Test
    void aBurstOfManyKeysDoesNotMakeOthersMissTheirDeadline() {
        List<Sent> jobs = flood(20_000, Duration.ofMillis(10)); // RequestRate
        jobs.add(new Sent("other", last(jobs).plusMillis(5)));

        assertThat(wait(Order.OLDEST_FIRST, jobs, NEW_PICTURE)).isGreaterThan(Artwork.TIME_TO_END);
        assertThat(wait(Order.FAIR, jobs, NEW_PICTURE)).isLessThanOrEqualTo(NEW_PICTURE);
    }

    @Test
    void besideDrippingPicturesAJobWaitsForOneOfThemAtMost() {
        List<Sent> jobs = flood(60, Duration.ofMillis(200));
        jobs.add(new Sent("other", last(jobs).plusMillis(100)));

        Duration before = wait(Order.OLDEST_FIRST, jobs, DRIPPING);
        Duration after = wait(Order.FAIR, jobs, DRIPPING);

        assertThat(before).isBetween(Duration.ofMinutes(14), Duration.ofMinutes(15));
        assertThat(after).isLessThanOrEqualTo(DRIPPING);
        report("60 dripping pictures of another organization", before, after);
    }

    @Test
    void twoThatFloodShareTheWorkersAndAThirdStillWaitsForAWorkerOnly() {
        List<Sent> jobs = new ArrayList<>();
        for (Sent job : flood(2_000, Duration.ofMillis(200))) {
            jobs.add(job);
            jobs.add(new Sent("globex", job.sent()));
        }
        jobs.add(new Sent("other", last(jobs).plusMillis(100)));

        assertThat(wait(Order.FAIR, jobs, NEW_PICTURE)).isLessThanOrEqualTo(NEW_PICTURE);
    }

    /** By the letter of AWS's page, a group that has sent nothing for 5 minutes is quiet, whatever its backlog is. */
    @Test
    void afterFiveMinutesWithoutNewJobsOnlyTheLimitBoundsTheWait() {
        int limit =
                Template.read().json().at("/Parameters/MaxUnfinished/Default").asInt();
        List<Sent> unlimited = flood(20_000, Duration.ofMillis(10));
        List<Sent> limited = flood(limit, Duration.ofMillis(10));
        unlimited.add(new Sent("other", last(unlimited).plus(Duration.ofMinutes(6))));
        limited.add(new Sent("other", last(limited).plus(Duration.ofMinutes(6))));

        Duration before = wait(Order.FAIR, unlimited, NEW_PICTURE);
        Duration after = wait(Order.FAIR, limited, NEW_PICTURE);

        assertThat(before).isGreaterThan(Artwork.TIME_TO_END);
        assertThat(after).isLessThan(Artwork.TIME_TO_END.dividedBy(2));
        report(
                "20,000 jobs of another organization, sent over 6 minutes ago (now: limited to " + limit + ")",
                before,
                after);
    }

    private static Duration wait(Order order, List<Sent> jobs, Duration each) {
        return new FairQueue(order)
                .waitOf(job -> job.group().equals("other"), WORKERS, jobs, (worker, job, now) -> each);
    }

    private static List<Sent> flood(int jobs, Duration every) {
        return new ArrayList<>(IntStream.range(0, jobs)
                .mapToObj(i -> new Sent("acme", every.multipliedBy(i)))
                .toList());
    }

    private static Duration last(List<Sent> jobs) {
        return jobs.get(jobs.size() - 1).sent();
    }

    private static void report(String beside, Duration before, Duration after) {
        System.out.printf(
                "Beside %s, with %d workers: first job after %s without message groups, %s with them%n",
                beside, WORKERS, before, after);
    }
}
