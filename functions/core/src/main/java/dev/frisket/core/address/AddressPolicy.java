package dev.frisket.core.address;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Decides which hosts and ports a request to an untrusted URL may reach. */
public final class AddressPolicy {
    /** Only hosts of the public internet, on every port except those of protocols other than the web's. */
    public static final AddressPolicy PUBLIC_ONLY = new AddressPolicy(false, Set.of());

    /** Also loopback and private addresses, local names and all ports, for development on a local machine. */
    public static final AddressPolicy ALLOW_PRIVATE = new AddressPolicy(true, Set.of());

    private static final Set<Integer> NON_WEB_PORTS = ResourceLines.of("non-web-ports.txt").stream()
            .flatMap(line -> Arrays.stream(line.split(" ")))
            .map(Integer::valueOf)
            .collect(Collectors.toUnmodifiableSet());

    /** Loopback, RFC 1918, unique-local. Link-local addresses, and with them cloud metadata, are never permitted. */
    private static final List<AddressBlock> PRIVATE = Stream.of(
                    "127.0.0.0/8", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "::1/128", "fc00::/7")
            .map(AddressBlock::of)
            .toList();

    /** RFC 6761, RFC 6762, RFC 8375, and ICANN's reservation of .internal: names that exist only in local networks. */
    private static final List<String> LOCAL_DOMAINS =
            List.of(".localhost", ".local", ".internal", ".home.arpa", ".localdomain");

    private final boolean privateHosts;
    private final Set<Integer> closedPorts;

    private AddressPolicy(boolean privateHosts, Set<Integer> closedPorts) {
        this.privateHosts = privateHosts;
        this.closedPorts = Set.copyOf(closedPorts);
    }

    /** A copy that also refuses these ports on loopback addresses, for servers that are private to this process. */
    public AddressPolicy closing(Set<Integer> ports) {
        return new AddressPolicy(privateHosts, ports);
    }

    /** Whether it permits loopback and private addresses, and local names. */
    public boolean permitsPrivateHosts() {
        return privateHosts;
    }

    /** Whether connections to this address are permitted. */
    public boolean permits(InetAddress address) {
        return SpecialPurposeAddresses.globallyReachable(address)
                || (privateHosts && PRIVATE.stream().anyMatch(block -> block.contains(address)));
    }

    /** Whether the address is loopback and the port is private to this process. */
    boolean closes(InetAddress address, int port) {
        return address.isLoopbackAddress() && closedPorts.contains(port);
    }

    boolean permitsName(String name) {
        return privateHosts || (name.contains(".") && LOCAL_DOMAINS.stream().noneMatch(name::endsWith));
    }

    boolean permitsPort(int port) {
        return privateHosts || !NON_WEB_PORTS.contains(port);
    }
}
