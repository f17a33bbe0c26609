package dev.frisket.core.address;

import static dev.frisket.core.address.AddressPolicy.PUBLIC_ONLY;
import static dev.frisket.core.address.UrlPurpose.PICTURE;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class WebUrlProperties {

    private static final String[] PIECES = {
        "http",
        "https",
        ":",
        "//",
        "/",
        "\\",
        "@",
        "?",
        "#",
        ".",
        "..",
        "[",
        "]",
        "::",
        "::ffff:",
        "%",
        "%25",
        "%2e",
        " ",
        "\t",
        "127",
        "0",
        "1",
        "8",
        "255",
        "0x7f",
        "017",
        "2130706433",
        "a",
        "public",
        "example",
        "localhost",
        "internal",
        "xn--",
        "_",
        "-",
        "ü",
        "ß",
        "。",
        "１",
        "①",
        "\u00ad",
        "\u200b",
        ":80",
        ":8443",
        ":22",
        "fe80",
        "2606:4700",
        "|",
        "^"
    };

    @Property(tries = 5000)
    void anyTextIsReadOrRefused(@ForAll String text) {
        assertThat(parse(text).map(WebUrl::port).orElse(1)).isBetween(1, 65535);
    }

    @Property(tries = 20_000)
    void whatIsAcceptedMeansTheSameToJava(@ForAll("urls") String text) throws Exception {
        Optional<WebUrl> url = parse(text);
        if (url.isEmpty()) {
            return;
        }
        URI asSent = new URI(url.get().scheme() + "://" + url.get().host().inUrl() + ":"
                + url.get().port());
        assertThat(asSent.getAuthority())
                .isEqualTo(url.get().host().inUrl() + ":" + url.get().port());
        try {
            URI asGiven = new URI(text);
            if (asGiven.getHost() != null) {
                assertThat(sameHost(asGiven.getHost(), url.get().host()))
                        .as(text)
                        .isTrue();
                assertThat(url.get().port())
                        .isEqualTo(asGiven.getPort() < 0 ? usualPort(url.get()) : asGiven.getPort());
            }
        } catch (URISyntaxException e) {
            // Java refuses characters that browsers escape.
            assertThat(e.getInput()).isEqualTo(text);
        }
    }

    @Property(tries = 20_000)
    void whatIsSentIsReadAgainAsTheSame(@ForAll("urls") String text) throws Exception {
        Optional<WebUrl> url = parse(text);
        if (url.isPresent()) {
            String sent = url.get().toString();
            assertThat(WebUrl.parse(sent, PICTURE, PUBLIC_ONLY)).hasToString(sent);
            assertThat(sent).matches("[!-~]+");
        }
    }

    @Property(tries = 20_000)
    void anAddressIsReadExactlyWhereItIsWrittenInTheOneFormThatAllShare(@ForAll("numbers") String text) {
        Optional<Host> host = Host.parse(text);
        boolean plain = text.matches("(0|[1-9]\\d{0,2})(\\.(0|[1-9]\\d{0,2})){3}\\.?")
                && Arrays.stream(text.split("\\.")).allMatch(part -> Integer.parseInt(part) < 256);
        assertThat(host.isPresent()).as(text).isEqualTo(plain);
        host.ifPresent(address -> assertThat(address).isInstanceOf(Host.Literal.class));
    }

    @Property
    void noAddressInsideOfIpv6IsPermittedThatIsNotByItself(@ForAll int ipv4) throws Exception {
        byte[] inner = {(byte) (ipv4 >> 24), (byte) (ipv4 >> 16), (byte) (ipv4 >> 8), (byte) ipv4};
        boolean permitted = PUBLIC_ONLY.permits(InetAddress.getByAddress(inner));
        String dotted = InetAddress.getByAddress(inner).getHostAddress();
        assertThat(PUBLIC_ONLY.permits(UrlLists.address("::ffff:" + dotted))).isEqualTo(permitted);
        assertThat(PUBLIC_ONLY.permits(UrlLists.address("64:ff9b::" + dotted))).isEqualTo(permitted);
        assertThat(PUBLIC_ONLY.permits(UrlLists.address("::" + dotted))).isFalse();
        assertThat(PUBLIC_ONLY.permits(UrlLists.address(
                        "2002:%02x%02x:%02x%02x::1".formatted(inner[0], inner[1], inner[2], inner[3]))))
                .isFalse();
    }

    @Provide
    Arbitrary<String> urls() {
        Arbitrary<String> pieces = Arbitraries.of(PIECES).list().ofMaxSize(8).map(parts -> String.join("", parts));
        Arbitrary<String> dotted =
                Arbitraries.of(PIECES).list().ofMinSize(1).ofMaxSize(5).map(parts -> String.join(".", parts));
        return Arbitraries.oneOf(
                pieces,
                pieces.map("http://"::concat),
                dotted.map("https://"::concat),
                dotted.flatMap(host -> pieces.map(rest -> "http://" + host + "/" + rest)));
    }

    @Provide
    Arbitrary<String> numbers() {
        Arbitrary<String> number = Arbitraries.oneOf(
                Arbitraries.integers().between(0, 300).map(String::valueOf),
                Arbitraries.integers().between(0, 300).map(n -> "0" + Integer.toOctalString(n)),
                Arbitraries.integers().between(0, 300).map(n -> "0x" + Integer.toHexString(n)),
                Arbitraries.integers().map(Integer::toUnsignedString));
        return number.list().ofMinSize(1).ofMaxSize(6).map(parts -> String.join(".", parts));
    }

    private static Optional<WebUrl> parse(String text) {
        try {
            return Optional.of(WebUrl.parse(text, PICTURE, PUBLIC_ONLY));
        } catch (RefusedUrlException e) {
            return Optional.empty();
        }
    }

    private static int usualPort(WebUrl url) {
        return url.scheme().equals("https") ? 443 : 80;
    }

    private static boolean sameHost(String javas, Host ours) {
        String host = javas.toLowerCase(Locale.ROOT).replaceFirst("\\.$", "");
        return ours instanceof Host.Literal literal
                ? UrlLists.address(host).equals(literal.address())
                : host.equals(ours.text());
    }
}
