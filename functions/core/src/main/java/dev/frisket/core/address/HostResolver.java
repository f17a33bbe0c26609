package dev.frisket.core.address;

import java.net.InetAddress;
import java.util.List;

/** Resolves host names. */
@FunctionalInterface
public interface HostResolver {

    /**
     * All addresses of a name.
     *
     * @param name lower-case ASCII, no trailing dot
     * @return at least one address
     * @throws UnknownHostNameException if the name does not exist
     * @throws ResolverFailedException if the lookup failed
     */
    List<InetAddress> resolve(String name) throws UnknownHostNameException, ResolverFailedException;
}
