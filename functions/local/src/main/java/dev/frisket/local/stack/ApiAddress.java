package dev.frisket.local.stack;

import dev.frisket.local.gateway.Gateway;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.URI;
import java.net.UnknownHostException;

/**
 * The address that the API listens on.
 *
 * @param host name or address of this machine, such as {@code 0.0.0.0} for all its addresses
 */
public record ApiAddress(String host) {
    /** Reached from this machine only. */
    public static final ApiAddress LOOPBACK = new ApiAddress(Gateway.LOOPBACK);

    /** @throws UsageException if it is not an address of this machine */
    public ApiAddress {
        InetAddress address = resolved(host);
        try {
            if (!address.isAnyLocalAddress() && NetworkInterface.getByInetAddress(address) == null) {
                throw new UsageException(
                        "--host must be an address of this machine, such as 0.0.0.0 for all; not " + host);
            }
        } catch (SocketException e) {
            throw new UsageException("the addresses of this machine can't be listed: " + e.getMessage(), e);
        }
    }

    /** Whether other machines may reach it. */
    public boolean isOpenToOthers() {
        return !resolved(host).isLoopbackAddress();
    }

    /** The API's URL, without a trailing slash, as this machine reaches it. */
    URI url(int port) {
        boolean isLocalhost = resolved(host).isAnyLocalAddress() || host.equals(Gateway.LOOPBACK);
        String name = host.contains(":") ? "[" + host + "]" : host;
        return URI.create("http://" + (isLocalhost ? "localhost" : name) + ":" + port);
    }

    private static InetAddress resolved(String host) {
        try {
            return InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            throw new UsageException(
                    "--host must be an address of this machine, such as 0.0.0.0 for all; not " + host, e);
        }
    }
}
