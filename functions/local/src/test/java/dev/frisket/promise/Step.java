package dev.frisket.promise;

/**
 * One step of a stack's history.
 *
 * @param which selects what it happens to, 0..9
 * @param seed of the faults during the step
 */
record Step(Action action, int which, long seed) {

    /** The kinds of steps. */
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
        DELETE,
        READ,
        LIST,
        POISON,
        MINUTES_PASS,
        HOURS_PASS
    }
}
