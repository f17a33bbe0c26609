package dev.frisket.core.address;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.Security;
import java.util.List;

/**
 * Resolves names with the operating system's resolver, including its hosts file and search domains.
 *
 * <p>It never reports that a name does not exist: Java throws the same exception for that and for a failed lookup, with
 * a text that depends on platform, language and Java's own cache.
 */
public final class SystemResolver implements HostResolver {

    static {
        // By default Java caches failures of any kind for 10 seconds, longer than the wait before a job's first retry.
        Security.setProperty("networkaddress.cache.negative.ttl", "0");
    }

    /** Resolves a name as {@link InetAddress#getAllByName} does. */
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
