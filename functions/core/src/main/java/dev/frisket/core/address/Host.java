package dev.frisket.core.address;

import java.net.IDN;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The host of a URL, in a spelling that all URL parsers interpret alike. */
public sealed interface Host {

    /** The name, or the address without brackets. */
    String text();

    /** The IP address if the host is a literal; empty if it is a name to be resolved. */
    Optional<InetAddress> literal();

    /** The host as written in a URL and in the Host header. */
    default String inUrl() {
        return text().indexOf(':') >= 0 ? "[" + text() + "]" : text();
    }

    /**
     * A host name to be resolved.
     *
     * @param text lower-case ASCII labels of letters, digits, hyphens and underscores, no trailing dot
     */
    record Name(String text) implements Host {
        @Override
        public Optional<InetAddress> literal() {
            return Optional.empty();
        }
    }

    /** An IP address literal. */
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
     * Parses a host. Spellings that the WHATWG URL standard and java.net interpret differently, or that either rejects,
     * are refused: IPv4 addresses other than four decimal numbers, percent escapes, zone ids, characters that
     * normalisation changes beyond lower-casing.
     *
     * @return empty if the text is not such a host
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

    /** The ASCII form (IDNA) of an international name; empty if IDNA's normalisation changes more than its case. */
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

    /** The grammar of hosts. */
    final class Grammar {
        private static final String BYTE = "(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
        private static final Pattern IPV4 = Pattern.compile(BYTE + "(?:\\." + BYTE + "){3}");
        /** At least two colons: Java never resolves a text that contains a colon. */
        private static final Pattern IPV6 =
                Pattern.compile("[0-9a-fA-F]*:[0-9a-fA-F]*:(?:[0-9a-fA-F:]*|(?:[0-9a-fA-F:]*:)?" + IPV4 + ")");

        private static final Pattern NAME = Pattern.compile("[a-z0-9_-]{1,63}(?:\\.[a-z0-9_-]{1,63})*");
        private static final Pattern NUMBER_LAST = Pattern.compile("(?:^|\\.)(?:[0-9]+|0x[0-9a-f]*)$");

        private Grammar() {}
    }
}
