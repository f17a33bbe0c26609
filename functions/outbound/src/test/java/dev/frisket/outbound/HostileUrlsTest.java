package dev.frisket.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.frisket.core.address.AddressException;
import dev.frisket.core.address.AddressGuard;
import dev.frisket.core.address.AddressPolicy;
import dev.frisket.core.address.RefusedUrlException;
import dev.frisket.core.address.UrlLists;
import dev.frisket.core.address.UrlPurpose;
import dev.frisket.core.address.WebUrl;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.apache.hc.core5.http.Method;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Not even a socket is created for a URL that is not permitted. */
class HostileUrlsTest {

    private static final InetAddress PUBLIC = UrlLists.address("93.184.215.14");

    private final List<String> asked = new ArrayList<>();
    private final Detour connector = new Detour(new InetSocketAddress(InetAddress.getLoopbackAddress(), 1));
    private SSLContext tls;

    @BeforeEach
    void trust() throws Exception {
        tls = SSLContext.getDefault();
    }

    static Stream<String> urls() {
        return UrlLists.hostileUrls().values().stream()
                .flatMap(List::stream)
                .flatMap(url -> Stream.of(url, url.replaceFirst("^http:", "https:")))
                .distinct();
    }

    static Stream<Map.Entry<String, List<String>>> names() {
        return UrlLists.hostileNames().entrySet().stream();
    }

    @Test
    void thereAreEnoughOfThem() {
        assertThat(UrlLists.hostileUrls().values().stream()
                        .flatMap(List::stream)
                        .distinct())
                .hasSizeGreaterThan(150);
    }

    @ParameterizedTest
    @MethodSource("urls")
    void aHostileUrlIsRefusedForEitherUseBeforeAnythingIsLookedUp(String text) {
        for (UrlPurpose use : UrlPurpose.values()) {
            assertThatThrownBy(() -> send(text, use, List.of(PUBLIC))).isInstanceOf(RefusedUrlException.class);
        }
        assertThat(asked).isEmpty();
        assertThat(connector.sockets()).isZero();
    }

    @ParameterizedTest
    @MethodSource("names")
    void aNameIsRefusedIfOneOfItsAddressesIs(Map.Entry<String, List<String>> name) {
        for (UrlPurpose use : UrlPurpose.values()) {
            assertThatThrownBy(() -> send("https://" + name.getKey() + "/", use, UrlLists.addresses(name.getValue())))
                    .isInstanceOf(RefusedUrlException.class)
                    .hasMessage("must be a URL address whose host is publicly routable");
        }
        assertThat(asked).containsOnly(name.getKey()).hasSize(2);
        assertThat(connector.sockets()).isZero();
    }

    @ParameterizedTest
    @EnumSource(UrlPurpose.class)
    void aNameWithoutAddressesIsRefused(UrlPurpose use) {
        assertThatThrownBy(() -> send("https://nothing.example/", use, List.of()))
                .isInstanceOf(AddressException.class);
        assertThat(connector.sockets()).isZero();
    }

    private void send(String text, UrlPurpose use, List<InetAddress> addresses) throws Exception {
        AddressGuard guard = new AddressGuard(
                name -> {
                    asked.add(name);
                    return addresses;
                },
                AddressPolicy.PUBLIC_ONLY);
        WebUrl url = WebUrl.parse(text, use, guard.policy());
        new PinnedClient(guard, tls, connector)
                .exchange(
                        url,
                        new BasicClassicHttpRequest(Method.GET, "/"),
                        Deadline.in(Duration.ofSeconds(5)),
                        response -> response.getCode());
    }
}
