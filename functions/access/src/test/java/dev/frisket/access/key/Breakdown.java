package dev.frisket.access.key;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Set;
import java.util.function.Supplier;

/** Breaks the n-th change that is made through any of its ports, after it was applied or before. */
final class Breakdown {
    private static final Set<String> CHANGES = Set.of("create", "replace", "put", "delete", "add", "remove");

    private final Supplier<? extends Throwable> failure;
    private final boolean applied;
    private int changesLeft;

    /**
     * @param change which one breaks, from 1
     * @param applied whether it is applied all the same
     * @param failure an {@link Error} stands for the end of the process
     */
    Breakdown(int change, boolean applied, Supplier<? extends Throwable> failure) {
        this.changesLeft = change;
        this.applied = applied;
        this.failure = failure;
    }

    /** Whether the change came that breaks. */
    boolean happened() {
        return changesLeft <= 0;
    }

    /** The same port, until the breakdown. */
    <T> T through(Class<T> port, T behind) {
        return port.cast(
                Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, (proxy, method, arguments) -> {
                    boolean breaks = CHANGES.contains(method.getName()) && --changesLeft == 0;
                    if (breaks && !applied) {
                        throw failure.get();
                    }
                    try {
                        Object result = method.invoke(behind, arguments);
                        if (breaks) {
                            throw failure.get();
                        }
                        return result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }
}
