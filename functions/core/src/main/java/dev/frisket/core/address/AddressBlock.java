package dev.frisket.core.address;

import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * A block of IP addresses that share a prefix.
 *
 * @param first the block's first address, IPv4 or IPv6
 * @param bits length of the prefix, 0..32 for IPv4, 0..128 for IPv6
 */
record AddressBlock(InetAddress first, int bits) {

    /** @param text {@code address/bits}, such as {@code 10.0.0.0/8} or {@code fc00::/7} */
    static AddressBlock of(String text) {
        int slash = text.indexOf('/');
        try {
            return new AddressBlock(
                    InetAddress.getByName(text.substring(0, slash)), Integer.parseInt(text.substring(slash + 1)));
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    boolean contains(InetAddress address) {
        byte[] mine = first.getAddress();
        byte[] other = address.getAddress();
        if (mine.length != other.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> bit % 8;
            if (((mine[bit / 8] ^ other[bit / 8]) & mask) != 0) {
                return false;
            }
        }
        return true;
    }
}
