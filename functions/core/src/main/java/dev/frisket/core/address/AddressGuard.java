package dev.frisket.core.address;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/** Looks hosts up and lets nothing through but addresses that may be connected to. */
public final class AddressGuard {

    private final HostResolver resolver;
    private final AddressPolicy policy;

    public AddressGuard(HostResolver resolver, AddressPolicy policy) {
        this.resolver = resolver;
        this.policy = policy;
    }

    public AddressPolicy policy() {
        return policy;
    }

    /**
     * The addresses of a URL's host. Who connects, connects to these and looks nothing up again: a name may have
     * another address by then.
     *
     * @return at least one, each permitted
     * @throws RefusedUrlException if one of them is not permitted, whatever the others are
     * @throws UnknownHostNameException if the name does not exist
     * @throws ResolverFailedException if that could not be found out
     */
    public List<InetAddress> check(WebUrl url)
            throws RefusedUrlException, UnknownHostNameException, ResolverFailedException {
        Optional<InetAddress> literal = url.host().literal();
        List<InetAddress> addresses = literal.isPresent()
                ? List.of(literal.get())
                : List.copyOf(resolver.resolve(url.host().text()));
        if (addresses.isEmpty()) {
            throw new UnknownHostNameException();
        }
        if (!addresses.stream().allMatch(policy::permits)) {
            throw WebUrl.notPublic();
        }
        if (addresses.stream().anyMatch(address -> policy.closes(address, url.port()))) {
            throw WebUrl.internal(url.port());
        }
        return addresses;
    }
}
