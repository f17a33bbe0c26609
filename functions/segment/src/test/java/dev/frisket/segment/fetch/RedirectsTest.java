package dev.frisket.segment.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.frisket.core.address.AddressGuard;
import dev.frisket.core.address.AddressPolicy;
import dev.frisket.core.address.UrlLists;
import dev.frisket.outbound.Detour;
import dev.frisket.outbound.LoopbackServer;
import dev.frisket.outbound.PinnedClient;
import dev.frisket.outbound.TestAuthority;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each https hop is resolved, checked, connected and verified separately. */
class RedirectsTest {

    private static final Map<String, String> ADDRESSES =
            Map.of("a.example", "93.184.215.14", "b.example", "2606:4700::1111", "xn--bcher-kva.example", "1.1.1.1");

    private final List<String> asked = new ArrayList<>();

    @Test
    void redirectsBetweenHostsAreFollowedOverTls(@TempDir Path folder) throws Exception {
        TestAuthority authority = TestAuthority.in(folder);
        List<String> names = ADDRESSES.keySet().stream().map("dns:"::concat).toList();
        try (LoopbackServer server = LoopbackServer.https(authority.server(names), (request, connection) -> {
            String location =
                    switch (request.serverName()) {
                        case "a.example" -> "https://b.example:8443/b?x";
                        case "b.example" -> "//xn--bcher-kva.example/%zz|";
                        default -> "";
                    };
            LoopbackServer.fixed(
                            location.isEmpty() ? "HTTP/1.1 200 OK" : "HTTP/1.1 302 Found\nLocation: " + location,
                            new byte[] {7})
                    .write(request, connection);
        })) {
            Detour detour = new Detour(server.address());
            assertThat(fetcher(authority, detour).fetch("https://a.example/")).containsExactly(7);
            assertThat(asked).containsExactly("a.example", "b.example", "xn--bcher-kva.example");
            assertThat(server.requests())
                    .extracting(LoopbackServer.Request::serverName, LoopbackServer.Request::target)
                    .containsExactly(
                            tuple("a.example", "/"),
                            tuple("b.example", "/b?x"),
                            tuple("xn--bcher-kva.example", "/%zz|"));
            assertThat(detour.destinations())
                    .containsExactly(
                            new InetSocketAddress(UrlLists.address("93.184.215.14"), 443),
                            new InetSocketAddress(UrlLists.address("2606:4700::1111"), 8443),
                            new InetSocketAddress(UrlLists.address("1.1.1.1"), 443));
        }
    }

    @Test
    void aRedirectFromHttpsToHttpIsRefusedBeforeItsHostIsLookedUp(@TempDir Path folder) throws Exception {
        TestAuthority authority = TestAuthority.in(folder);
        try (LoopbackServer server = LoopbackServer.https(
                authority.server(List.of("dns:a.example")),
                LoopbackServer.fixed("HTTP/1.1 302 Found\nLocation: http://b.example/", new byte[0]))) {
            PictureFetcher fetcher = fetcher(authority, new Detour(server.address()));
            assertThatThrownBy(() -> fetcher.fetch("https://a.example/"))
                    .isInstanceOf(PermanentFetchException.class)
                    .hasMessage("A redirect of imageUrl must not redirect from https to http.");
            assertThat(asked).containsExactly("a.example");
        }
    }

    @Test
    void aWrongCertificateIsPermanentAndNamesNoAddress(@TempDir Path folder) throws Exception {
        TestAuthority authority = TestAuthority.in(folder);
        try (LoopbackServer server = LoopbackServer.https(
                authority.server(List.of("dns:b.example")), LoopbackServer.fixed("HTTP/1.1 200 OK", new byte[1]))) {
            PictureFetcher fetcher = fetcher(authority, new Detour(server.address()));
            assertThatThrownBy(() -> fetcher.fetch("https://a.example/"))
                    .isInstanceOf(PermanentFetchException.class)
                    .hasMessage("The server of imageUrl has no valid certificate for its host name;"
                            + " use a server that has one.");
            assertThat(server.requests()).isEmpty();
        }
    }

    private PictureFetcher fetcher(TestAuthority authority, Detour detour) {
        AddressGuard guard = new AddressGuard(
                name -> {
                    asked.add(name);
                    return UrlLists.addresses(List.of(ADDRESSES.getOrDefault(name, "127.0.0.1")));
                },
                AddressPolicy.PUBLIC_ONLY);
        return new PictureFetcher(new PinnedClient(guard, authority.client(), detour), Duration.ofSeconds(20));
    }
}
