package dev.frisket.core.address;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.Security;
import java.util.List;

/**
 * Asks the operating system's resolver, which knows its hosts file and its search domains.
 *
 * <p>It finds addresses but never decides that a name does not exist: Java throws the same exception for that and for a
 * resolver in trouble, with a text that depends on platform, language and Java's own cache.
 */
public final class SystemResolver implements HostResolver {

    static {
        // Failures of any kind are kept for 10 seconds otherwise, longer than the wait before a job's first retry.
        Security.setProperty("networkaddress.cache.negative.ttl", "0");
    }

    /** Looks a name up as {@link InetAddress#getAllByName} does. */
    @FunctionalInterface
    interface Lookup {
        InetAddress[] addresses(String name) throws UnknownHostException;
    }

    private final Lookup lookup;

    public SystemResolver() {
        this(InetAddress::getAllByName);
    }

    SystemResolver(Lookup lookup) {
        this.lookup = lookup;
    }

    @Override
    public List<InetAddress> resolve(String name) throws ResolverFailedException {
        try {
            return List.of(lookup.addresses(name));
        } catch (UnknownHostException e) {
            throw new ResolverFailedException();
        }
    }
}
