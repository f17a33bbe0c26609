package dev.frisket.core;

import dev.frisket.core.bucket.Bucket;
import dev.frisket.core.bucket.BucketUnavailable;
import dev.frisket.core.queue.Message;
import dev.frisket.core.queue.MessageQueue;
import dev.frisket.core.queue.QueueUnavailable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** Buckets and queues that fail as planned; the plan is consulted before each call. */
public final class Faults {
    private final Map<Fault, Integer> counts = new EnumMap<>(Fault.class);
    private final Function<String, Fault> plan;

    /** The outcome of a call. */
    public enum Fault {
        /** Success. */
        NONE,
        /** An error without effect: 500, 503 SlowDown, no connection. */
        REFUSED,
        /** An error although the call took effect: a time-out, a connection that broke. */
        DONE_YET_REFUSED,
        /** A conditional write took effect, its answer was lost, and the adapter's retry found the condition broken. */
        DONE_YET_CONFLICT,
        /** A message was accepted, the answer was lost, and the adapter's retry sent it again. */
        SENT_TWICE,
        /** The process dies just before the call. */
        KILLED_BEFORE,
        /** The process dies just after the call, before it receives an answer. */
        KILLED_AFTER
    }

    /** The process was killed, simulated by an error that nothing catches: no further code runs. */
    public static final class Killed extends Error {
        private static final long serialVersionUID = 1L;

        public Killed() {
            super("killed", null, false, false);
        }
    }

    /** @param plan returns the fault of the next call, given its method's name */
    public Faults(Function<String, Fault> plan) {
        this.plan = plan;
    }

    /**
     * One call has a fault: call {@code number}, from 1, of those to these methods, or of all calls if none are given.
     */
    public static Faults at(int number, Fault fault, String... methods) {
        AtomicInteger calls = new AtomicInteger();
        return new Faults(method -> among(methods, method) && calls.incrementAndGet() == number ? fault : Fault.NONE);
    }

    /** All calls to these methods have a fault. */
    public static Faults always(Fault fault, String... methods) {
        return new Faults(method -> among(methods, method) ? fault : Fault.NONE);
    }

    /** A bucket that applies every conditional write but loses its answer. */
    public static Bucket losingAnswers(Bucket behind) {
        return always(Fault.DONE_YET_CONFLICT, "create", "replace").through(Bucket.class, behind);
    }

    /** How often each fault was injected. */
    public synchronized Map<Fault, Integer> counts() {
        return new EnumMap<>(counts);
    }

    /** How many calls there were. */
    public int calls() {
        return counts().values().stream().mapToInt(Integer::intValue).sum();
    }

    /** Whether any fault was injected. */
    public boolean happened() {
        return counts().keySet().stream().anyMatch(fault -> fault != Fault.NONE);
    }

    /** {@code behind}, with faults. A fault that does not fit a call becomes {@link Fault#DONE_YET_REFUSED}. */
    public <T> T through(Class<T> port, T behind) {
        return port.cast(
                Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, (proxy, method, arguments) -> {
                    Fault fault = fitting(plan.apply(method.getName()), method);
                    count(fault);
                    return call(fault, port, behind, method, arguments);
                }));
    }

    /** A queue, with faults. */
    @SuppressWarnings("unchecked") // the calls go to a queue of this kind
    public <M extends Message> MessageQueue<M> through(MessageQueue<M> behind) {
        return through(MessageQueue.class, behind);
    }

    private static boolean among(String[] methods, String method) {
        return methods.length == 0 || List.of(methods).contains(method);
    }

    private static Object call(Fault fault, Class<?> port, Object behind, Method method, Object[] arguments)
            throws Throwable {
        if (fault == Fault.KILLED_BEFORE) {
            throw new Killed();
        }
        if (fault == Fault.REFUSED) {
            throw refusal(port, method);
        }
        Object answer = invoke(behind, method, arguments);
        return switch (fault) {
            case DONE_YET_REFUSED -> throw refusal(port, method);
            case DONE_YET_CONFLICT -> Bucket.Write.CONFLICT;
            case SENT_TWICE -> invoke(behind, method, arguments);
            case KILLED_AFTER -> throw new Killed();
            default -> answer;
        };
    }

    private static Object invoke(Object behind, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(behind, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static Fault fitting(Fault fault, Method method) {
        boolean fits =
                switch (fault) {
                    case DONE_YET_CONFLICT -> method.getReturnType() == Bucket.Write.class;
                    case SENT_TWICE -> method.getName().equals("send");
                    default -> true;
                };
        return fits ? fault : Fault.DONE_YET_REFUSED;
    }

    private synchronized void count(Fault fault) {
        counts.merge(fault, 1, Integer::sum);
    }

    private static RuntimeException refusal(Class<?> port, Method method) {
        String what = "injected fault: " + method.getName();
        return port.getSimpleName().endsWith("Queue")
                ? new QueueUnavailable(what, new IllegalStateException())
                : new BucketUnavailable(what, new IllegalStateException());
    }
}
