package dev.frisket.submit;

import dev.frisket.core.address.AddressGuard;
import dev.frisket.core.address.AddressPolicy;
import dev.frisket.core.address.UnknownHostNameException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Address rules that resolve nothing outside this machine. */
final class Rules {
    /** Names under {@code .example} have a public address, {@code inside.example} a private one, other names none. */
    static final AddressRules PUBLIC =
            new GuardedAddressRules(new AddressGuard(Rules::resolve, AddressPolicy.PUBLIC_ONLY));

    private Rules() {}

    private static List<InetAddress> resolve(String name) throws UnknownHostNameException {
        if (!name.endsWith(".example")) {
            throw new UnknownHostNameException();
        }
        int first = name.equals("inside.example") ? 10 : 93;
        try {
            return List.of(InetAddress.getByAddress(new byte[] {(byte) first, 1, 1, 1}));
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }
}
