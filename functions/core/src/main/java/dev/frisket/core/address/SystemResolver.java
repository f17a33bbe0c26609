package dev.frisket.core.address;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/**
 * Asks the operating system's resolver.
 *
 * <p>Java tells a name that does not exist from a resolver in trouble only by the text that the C library gives for
 * EAI_AGAIN; whatever does not read so counts as a name that does not exist.
 */
public final class SystemResolver implements HostResolver {

    private static final String TROUBLE = "Temporary failure in name resolution";

    @Override
    public List<InetAddress> resolve(String name) throws UnknownHostNameException, ResolverFailedException {
        try {
            return List.of(InetAddress.getAllByName(name));
        } catch (UnknownHostException e) {
            if (String.valueOf(e.getMessage()).contains(TROUBLE)) {
                throw new ResolverFailedException();
            }
            throw new UnknownHostNameException();
        }
    }
}
