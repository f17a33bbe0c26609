package dev.frisket.core;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/**
 * A process that dies at one of the calls it makes, for tests: that call and all that follow throw.
 *
 * <p>All ports that are reached through one crash are counted together.
 */
public final class Crash {
    private final int at;
    private final boolean afterTheCall;
    private int calls;

    private Crash(int at, boolean afterTheCall) {
        this.at = at;
        this.afterTheCall = afterTheCall;
    }

    /** Dies just before the call of this number (from 0 on) has any effect. */
    public static Crash before(int call) {
        return new Crash(call, false);
    }

    /** Dies just after the call of this number (from 0 on) had its effect, and hears no answer. */
    public static Crash after(int call) {
        return new Crash(call, true);
    }

    /** Whether the process made so many calls that it died. */
    public boolean happened() {
        return calls > at;
    }

    /** {@code behind}, as the dying process reaches it. */
    public <T> T through(Class<T> port, T behind) {
        Object dying =
                Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, (proxy, method, arguments) -> {
                    int call = calls++;
                    if (call > at || (call == at && !afterTheCall)) {
                        throw new Dead();
                    }
                    try {
                        Object answer = method.invoke(behind, arguments);
                        if (call == at) {
                            throw new Dead();
                        }
                        return answer;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
        return port.cast(dying);
    }

    private static final class Dead extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Dead() {
            super("the process died here", null, false, false);
        }
    }
}
