package dev.frisket.outbound;

import dev.frisket.core.address.HostResolver;
import dev.frisket.core.address.ResolverFailedException;
import dev.frisket.core.address.UnknownHostNameException;
import java.net.InetAddress;
import java.util.List;

/**
 * Asks one resolver and, if it fails, another.
 *
 * @param first follows the system's settings, such as its hosts file and its search domains
 * @param second can determine whether a name exists
 */
record SecondLookup(HostResolver first, HostResolver second) implements HostResolver {
    @Override
    public List<InetAddress> resolve(String name) throws UnknownHostNameException, ResolverFailedException {
        try {
            return first.resolve(name);
        } catch (ResolverFailedException e) {
            return second.resolve(name);
        }
    }
}
