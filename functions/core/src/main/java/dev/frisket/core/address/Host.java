package dev.frisket.core.address;

import java.net.IDN;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The host of a URL, in the one spelling that every reader understands alike. */
public sealed interface Host {

    /** The name, or the address without brackets. */
    String text();

    /** The address that stands in the URL itself; empty if the host is a name to be looked up. */
    Optional<InetAddress> literal();

    /** The host as it stands in a URL and in the Host header. */
    default String inUrl() {
        return text().indexOf(':') >= 0 ? "[" + text() + "]" : text();
    }

    /**
     * A name to be looked up.
     *
     * @param text lower-case ASCII labels of letters, digits, hyphens and underscores, no trailing dot
     */
    record Name(String text) implements Host {
        @Override
        public Optional<InetAddress> literal() {
            return Optional.empty();
        }
    }

    /** An address that stands in the URL itself. */
    record Literal(InetAddress address) implements Host {
        @Override
        public String text() {
            return address.getHostAddress();
        }

        @Override
        public Optional<InetAddress> literal() {
            return Optional.of(address);
        }
    }

    /**
     * Reads a host. Where the WHATWG URL standard and java.net read different things out of a spelling, or where one of
     * them refuses it, it is none: IPv4 addresses other than four decimal numbers, percent escapes, zone ids, characters
     * that normalisation turns into others than their lower case.
     *
     * @return empty if this is no host
     */
    static Optional<Host> parse(String text) {
        if (text.startsWith("[")) {
            return text.endsWith("]") ? ipv6(text.substring(1, text.length() - 1)) : Optional.empty();
        }
        return ascii(text)
                .map(name -> name.endsWith(".") ? name.substring(0, name.length() - 1) : name)
                .filter(name -> name.length() <= 253)
                .flatMap(Host::nameOrIpv4);
    }

    private static Optional<Host> nameOrIpv4(String name) {
        if (Grammar.IPV4.matcher(name).matches()) {
            return Optional.of(new Literal(address(name)));
        }
        // The WHATWG standard reads any name whose last label is a number as an IPv4 address.
        return Grammar.NAME.matcher(name).matches()
                        && !Grammar.NUMBER_LAST.matcher(name).find()
                ? Optional.of(new Name(name))
                : Optional.empty();
    }

    private static Optional<Host> ipv6(String text) {
        if (!Grammar.IPV6.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Literal(InetAddress.getByName(text)));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    /** An international name by IDNA, if it says itself (lower case apart) what IDNA's normalisation makes of it. */
    private static Optional<String> ascii(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        if (lower.chars().allMatch(c -> c < 0x80)) {
            return Optional.of(lower);
        }
        try {
            String ascii = IDN.toASCII(lower, IDN.ALLOW_UNASSIGNED);
            String back = IDN.toUnicode(ascii, IDN.ALLOW_UNASSIGNED);
            return back.equals(Normalizer.normalize(lower, Normalizer.Form.NFC))
                    ? Optional.of(ascii)
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The shapes of hosts. */
    final class Grammar {
        private static final String BYTE = "(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
        private static final Pattern IPV4 = Pattern.compile(BYTE + "(?:\\." + BYTE + "){3}");
        /** Two colons at least: Java looks nothing up that has one. */
        private static final Pattern IPV6 =
                Pattern.compile("[0-9a-fA-F]*:[0-9a-fA-F]*:(?:[0-9a-fA-F:]*|(?:[0-9a-fA-F:]*:)?" + IPV4 + ")");

        private static final Pattern NAME = Pattern.compile("[a-z0-9_-]{1,63}(?:\\.[a-z0-9_-]{1,63})*");
        private static final Pattern NUMBER_LAST = Pattern.compile("(?:^|\\.)(?:[0-9]+|0x[0-9a-f]*)$");

        private Grammar() {}
    }
}
