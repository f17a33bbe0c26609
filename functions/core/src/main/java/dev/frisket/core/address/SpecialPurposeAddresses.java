package dev.frisket.core.address;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;

/** The registries of special-purpose addresses; the resource file names the sources. */
final class SpecialPurposeAddresses {

    /** RFC 6052: the last 32 bits are an IPv4 address, which the translator connects to. */
    private static final AddressBlock NAT64 = AddressBlock.of("64:ff9b::/96");

    private static final Map<AddressBlock, Boolean> REACHABLE = read();

    private SpecialPurposeAddresses() {}

    /**
     * Whether an address belongs to the public internet. IPv4-mapped addresses never occur: Java converts them to IPv4.
     */
    static boolean globallyReachable(InetAddress address) {
        InetAddress inner = NAT64.contains(address) ? last32Bits(address) : address;
        return REACHABLE.entrySet().stream()
                .filter(block -> block.getKey().contains(inner))
                .max(Comparator.comparing(block -> block.getKey().bits()))
                .map(Map.Entry::getValue)
                .orElse(false);
    }

    private static InetAddress last32Bits(InetAddress address) {
        try {
            return InetAddress.getByAddress(Arrays.copyOfRange(address.getAddress(), 12, 16));
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<AddressBlock, Boolean> read() {
        Map<AddressBlock, Boolean> blocks = new LinkedHashMap<>();
        for (String line : ResourceLines.of("special-purpose-addresses.txt")) {
            String[] columns = line.split("\\s+", 3);
            blocks.put(AddressBlock.of(columns[0]), columns[1].equals("yes"));
        }
        return blocks;
    }
}
