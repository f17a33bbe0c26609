package dev.frisket.core.address;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/** Resolves hosts and accepts only permitted addresses. */
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
     * Resolves a URL's host. Connect to the returned addresses and do not resolve the name again: it may have another
     * address by then.
     *
     * @return at least one address, all permitted
     * @throws RefusedUrlException if any of the host's addresses is not permitted
     * @throws UnknownHostNameException if the name does not exist
     * @throws ResolverFailedException if the lookup failed
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
            throw RefusedUrlException.notPublic();
        }
        if (addresses.stream().anyMatch(address -> policy.closes(address, url.port()))) {
            throw WebUrl.internal(url.port());
        }
        return addresses;
    }
}
