package dev.frisket.promise;

/**
 * One thing that happens to a stack.
 *
 * @param which of the things that it may happen to
 * @param seed of whatever goes wrong meanwhile
 */
record Step(Action action, int which, long seed) {

    /** What can happen. */
    enum Action {
        CREATE,
        CREATE_ONCE,
        WORK,
        WORK_TWICE,
        WORKERS_DIE,
        JOB_AGAIN,
        BURY,
        NOTIFY,
        NOTIFY_TWICE,
        CANCEL,
        READ,
        LIST,
        POISON,
        MINUTES_PASS,
        HOURS_PASS
    }
}
