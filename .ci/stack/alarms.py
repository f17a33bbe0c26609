"""The alarms over days of synthetic points: silent while all is well, started in time by each failure, ended by themselves."""

import random
import re

from cloudformation import NAME, TOP
from metrics import PERIOD, Points, starts_and_ends
from subject import STACK

DAY = 24 * 60  # minutes
CAUSE, REPAIRED = 6 * 60, 10 * 60  # when a failure begins and ends
AFTERWARDS = 75  # minutes after which no alarm may go on; ApiFailsInQuiet looks back an hour
BUSY, QUIET = 12, 0.1  # artworks a minute
QUEUES = ("JobsQueue", "JobsDeadLetters", "WebhooksQueue")  # with consumers, whose polls keep them active
FUNCTIONS = ("AuthorizerFunction", "SubmitFunction", "StatusFunction", "SegmentFunction", "NotifyFunction")
ALARMS = {name: alarm["Properties"] for name, alarm in STACK.of_type("AWS::CloudWatch::Alarm").items()}


class Days:
    """Points of a stack with some artworks a minute, each with a webhook; `now` breaks things."""

    def __init__(self, artworks, days=1):
        self.points, self.random, self.minutes = Points(), random.Random(1), days * DAY
        self.broken = {}  # name of the failure: (first minute, minute of the repair)
        self.artworks = artworks

    def now(self, failure, minute):
        began, ended = self.broken.get(failure, (0, 0))
        return began <= minute < ended

    def made(self):
        for minute in range(self.minutes):
            for _ in range(int((minute + 1) * self.artworks) - int(minute * self.artworks)):
                self.artwork(minute)
            for queue in QUEUES:
                self.queue(queue, minute)
            for failure in self.broken:
                if self.now(failure, minute) and hasattr(self, failure):
                    getattr(self, failure)(minute)
        return self.points

    def artwork(self, minute):
        fails = self.now("api_fails", minute)
        slow = self.now("api_is_slow", minute)
        for _ in range(4):  # the request and three look-ups; now and then a single one fails in a busy stack
            stray = self.artworks > 1 and self.random.random() < 0.0005
            self.gateway(minute, fails or stray, 25_000 if slow else self.random.uniform(20, 2000))
        refused = self.random.random() < 0.3  # a key that does not exist: the authorizer throws
        self.function("AuthorizerFunction", minute, refused)
        for function in ("SubmitFunction", "StatusFunction"):
            self.function(function, minute, False)
        self.worker(minute)
        self.notifier(minute)

    def gateway(self, minute, failed, millis):
        for name, value in (("Count", 1), ("5XXError", int(failed)), ("4XXError", 0), ("Latency", millis)):
            self.points.add(("AWS/ApiGateway", name, NAME), minute, value)

    def function(self, name, minute, failed, millis=100):
        throttled = int(self.now("throttled", minute))
        for metric, value in (("Invocations", 1), ("Errors", int(failed)), ("Duration", millis), ("Throttles", throttled)):
            self.points.add(("AWS/Lambda", metric, name), minute, value)

    # Bad pictures and addresses, a fifth of all, are no fault of ours; a rare one is, as in any cloud.
    def worker(self, minute):
        crashes = self.now("workers_crash", minute)
        slow = self.now("pictures_are_huge", minute)
        self.function("SegmentFunction", minute, crashes, 110_000 if slow else self.random.uniform(500, 20_000))
        fault = self.artworks > 1 and self.random.random() < 0.01
        if self.now("model_is_broken", minute):  # five attempts, five and a half minutes
            self.points.add(("Frisket", "Fault", "SegmentFunction"), minute + 6, 1)
        elif self.now("worker_may_not_write", minute):
            self.points.add(("Frisket", "Fault", "SegmentFunction"), minute, 1)
        elif not crashes:
            self.points.add(("Frisket", "Fault", "SegmentFunction"), minute, int(fault))

    def notifier(self, minute):
        failed = self.now("notifier_does_not_start", minute)
        self.function("NotifyFunction", minute, failed)
        if not failed:
            fault = self.now("notifier_may_not_read", minute)
            self.points.add(("Frisket", "Fault", "NotifyFunction"), minute, int(fault))

    def queue(self, name, minute):
        began, _ = self.broken.get({"JobsQueue": "workers_stop", "WebhooksQueue": "notifier_stops"}.get(name), (0, 0))
        stopped = self.now({"JobsQueue": "workers_stop", "WebhooksQueue": "notifier_stops"}.get(name, ""), minute)
        waiting = max(1, (minute - began) * self.artworks) if stopped else 0
        age = (minute - began) * 60 if stopped else 0
        if self.now("receiver_asks_for_hours", minute) and name == "WebhooksQueue" and not stopped:
            age = (minute - self.broken["receiver_asks_for_hours"][0]) * 60  # in flight, with Retry-After
        flying = 100_000 if name == "WebhooksQueue" and self.now("webhooks_pile_up", minute) else self.random.randint(0, 3)
        if name == "JobsDeadLetters":
            stuck = self.now("dead_job_stays", minute)  # received by BuryFunction every three minutes
            waiting, flying = (int(stuck and minute % 3 == 0), int(stuck and minute % 3 != 0))
            age = (minute - self.broken["dead_job_stays"][0]) * 60 if stuck and minute < self.broken["dead_job_stays"][0] + 9 else 0
        self.lengths(name, minute, waiting, flying, age)

    def lengths(self, name, minute, visible, flying, age):
        self.points.add(("AWS/SQS", "ApproximateNumberOfMessagesVisible", name), minute, visible)
        self.points.add(("AWS/SQS", "ApproximateNumberOfMessagesNotVisible", name), minute, flying)
        self.points.add(("AWS/SQS", "ApproximateAgeOfOldestMessage", name), minute, age)

    # What else a failure leaves behind, minute by minute.

    def workers_die(self, minute):
        if minute % 60 == 0:
            self.points.add(("AWS/SQS", "NumberOfMessagesDeleted", "JobsDeadLetters"), minute, 1)

    def bad_address(self, minute):
        """One webhook given up: nobody reads this queue, so it had no points before."""
        self.lengths("WebhooksDeadLetters", minute, 1, 0, 60)

    def bad_address_being_read(self, minute):
        """As above, while somebody looks at the message."""
        self.lengths("WebhooksDeadLetters", minute, 0, 1, 60)

    def two_requests_fail(self, minute):
        if minute in (CAUSE - 40, CAUSE):
            self.gateway(minute, True, 100)


# Failure, artworks a minute, the alarms that must start, and the minute from which their time counts: that of the first artwork
# or request that suffers.
FAILURES = [
    ("model_is_broken", BUSY, {"ArtworksFail"}, CAUSE),
    ("model_is_broken", QUIET, {"ArtworksFail"}, CAUSE + 9),
    ("worker_may_not_write", BUSY, {"ArtworksFail"}, CAUSE),
    ("worker_may_not_write", QUIET, {"ArtworksFail"}, CAUSE + 9),
    ("workers_crash", BUSY, {"WorkerFails"}, CAUSE),
    ("workers_die", BUSY, {"WorkersDie"}, CAUSE),
    ("workers_die", QUIET, {"WorkersDie"}, CAUSE),
    ("pictures_are_huge", BUSY, {"WorkerIsSlow"}, CAUSE),
    ("workers_stop", BUSY, {"JobsWait"}, CAUSE + 15),
    ("workers_stop", QUIET, {"JobsWait"}, CAUSE + 15),
    ("dead_job_stays", BUSY, {"JobsDeadLettersStay"}, CAUSE),
    ("dead_job_stays", QUIET, {"JobsDeadLettersStay"}, CAUSE),
    ("notifier_may_not_read", BUSY, {"WebhooksFail"}, CAUSE),
    ("notifier_may_not_read", QUIET, {"WebhooksFail"}, CAUSE + 9),
    ("notifier_does_not_start", BUSY, {"NotifierFails"}, CAUSE),
    ("notifier_stops", BUSY, {"WebhooksWait"}, CAUSE),
    ("notifier_stops", QUIET, {"WebhooksWait"}, CAUSE),
    ("webhooks_pile_up", BUSY, {"WebhooksPileUp"}, CAUSE),
    ("bad_address", BUSY, {"WebhooksGivenUp"}, CAUSE),
    ("bad_address", QUIET, {"WebhooksGivenUp"}, CAUSE),
    ("bad_address_being_read", QUIET, {"WebhooksGivenUp"}, CAUSE),
    ("receiver_asks_for_hours", BUSY, set(), CAUSE),
    ("receiver_asks_for_hours", QUIET, set(), CAUSE),
    ("api_fails", BUSY, {"ApiFails"}, CAUSE),
    ("api_fails", QUIET, {"ApiFailsInQuiet"}, CAUSE + 10),
    ("two_requests_fail", QUIET, {"ApiFailsInQuiet"}, CAUSE),
    ("two_requests_fail", 0, {"ApiFailsInQuiet"}, CAUSE),
    ("api_is_slow", BUSY, {"ApiIsSlow"}, CAUSE),
    ("throttled", BUSY, {"FunctionsAreThrottled"}, CAUSE),
]


def changes_of(days):
    """Yields each alarm with the minutes at which it starts and ends, for both readings of FILL."""
    points = days.made()
    for fills in (True, False):
        for name, alarm in ALARMS.items():
            yield name, starts_and_ends(alarm, points, days.minutes // PERIOD, fills)


def nothing_starts_while_all_is_well():
    for what, artworks in (("busy", BUSY), ("quiet", QUIET), ("idle", 0)):
        for name, changes in changes_of(Days(artworks)):
            yield f"{name} is silent in a {what} stack: {changes}", not changes
    for name, alarm in ALARMS.items():
        yield f"{name} is silent without any points", not starts_and_ends(alarm, Points(), DAY // PERIOD, fills=True)


def each_failure_starts_its_alarm_in_time():
    for failure, artworks, expected, cause in FAILURES:
        days = Days(artworks)
        days.broken[failure] = (CAUSE - 60 if failure == "two_requests_fail" else CAUSE, REPAIRED)
        for name, changes in changes_of(days):
            what = f"{failure} ({artworks} a minute): {name}"
            if name in expected:
                limit = minutes_named(name)
                yield f"{what} starts within {limit} min: {changes}", bool(changes) and CAUSE < changes[0] <= cause + limit
                yield f"{what} ends: {changes}", len(changes) % 2 == 0 and changes[-1] <= REPAIRED + AFTERWARDS
            else:
                yield f"{what} stays silent: {changes}", not changes
    started = set().union(*(expected for _, _, expected, _ in FAILURES))
    yield f"a failure starts each alarm: {sorted(set(ALARMS) ^ started)}", set(ALARMS) == started


def one_bad_address_is_no_alarm_of_two_weeks():
    days = Days(QUIET, days=14)
    days.broken["bad_address"] = (CAUSE, 14 * DAY)
    for name, changes in changes_of(days):
        on = sum(end - start for start, end in zip(changes[::2], [*changes[1::2], days.minutes], strict=False))
        yield f"{name}: {on} minutes in ALARM", on <= 10 and (on > 0) == (name == "WebhooksGivenUp")


def each_alarm_says_what_starts_it_and_when():
    lines = (TOP / "template.yaml").read_text().splitlines()
    for name in ALARMS:
        above = lines[lines.index(f"  {name}:") - 1]
        yield f"{name} has a comment that names the failure", above.startswith("  # ")
        yield f"{name} says within how many minutes it starts", minutes_named(name) in range(5, 31)


def minutes_named(name):
    (minutes,) = re.findall(r"Starts\s+within\s+(\d+)\s+minutes", ALARMS[name]["AlarmDescription"])
    return int(minutes)


CHECKS = [
    nothing_starts_while_all_is_well,
    each_failure_starts_its_alarm_in_time,
    one_bad_address_is_no_alarm_of_two_weeks,
    each_alarm_says_what_starts_it_and_when,
]
