package dev.frisket.core.address;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which hosts and ports requests of strangers may reach. */
public enum AddressPolicy {
    /** Only hosts of the public internet, on every port but those of other protocols than the web. */
    PUBLIC_ONLY,
    /** Also loopback and private addresses, local names, and all ports: for development on one's own machine. */
    ALLOW_PRIVATE;

    private static final Set<Integer> NON_WEB_PORTS = ResourceLines.of("non-web-ports.txt").stream()
            .flatMap(line -> Arrays.stream(line.split(" ")))
            .map(Integer::valueOf)
            .collect(Collectors.toUnmodifiableSet());

    /** Loopback, RFC 1918, unique-local. Link-local addresses, and with them cloud metadata, stay closed. */
    private static final List<AddressBlock> PRIVATE = Stream.of(
                    "127.0.0.0/8", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "::1/128", "fc00::/7")
            .map(AddressBlock::of)
            .toList();

    /** RFC 6761, RFC 6762, RFC 8375, and ICANN's choice of .internal: names that only a local network knows. */
    private static final List<String> LOCAL_DOMAINS =
            List.of(".localhost", ".local", ".internal", ".home.arpa", ".localdomain");

    /** Whether a connection to this address may be made. */
    public boolean permits(InetAddress address) {
        return SpecialPurposeAddresses.globallyReachable(address)
                || (permitsPrivate() && PRIVATE.stream().anyMatch(block -> block.contains(address)));
    }

    boolean permitsName(String name) {
        return permitsPrivate() || (name.contains(".") && LOCAL_DOMAINS.stream().noneMatch(name::endsWith));
    }

    boolean permitsPort(int port) {
        return permitsPrivate() || !NON_WEB_PORTS.contains(port);
    }

    private boolean permitsPrivate() {
        return switch (this) {
            case PUBLIC_ONLY -> false;
            case ALLOW_PRIVATE -> true;
        };
    }
}
