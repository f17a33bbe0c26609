package dev.frisket.local.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frisket.access.key.Token;
import dev.frisket.core.api.ApiException;
import dev.frisket.core.api.Cors;
import dev.frisket.local.gateway.Gateway;
import dev.frisket.local.gateway.Gateway.Rules;
import dev.frisket.local.gateway.Throttle;
import dev.frisket.local.gateway.Throttle.Limits;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PagesTest {
    private static final List<String> PAGES = List.of("/", "/docs");
    private static final String KEY = "sixteen\"<&>'signs";
    private static final Pattern NAMED = Pattern.compile("(?:src|href)=\"(/[^\"]+)\"|from \"\\.(/[^\"]+)\"");

    private Gateway gateway;

    @BeforeEach
    void start() throws IOException {
        Rules rules = new Rules(
                authorization -> {
                    throw new ApiException.Unauthorized();
                },
                new Throttle(Limits.GENEROUS, Clock.systemUTC()),
                new Cors("*"));
        Pages pages = new Pages(Token.of(KEY).orElseThrow(), URI.create("http://127.0.0.1:9"));
        gateway = Gateway.start(Gateway.LOOPBACK, 0, pages, List.of(), rules, Clock.systemUTC());
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "localhost:3000", "LOCALHOST:1", "127.0.0.1:3000", "[::1]:3000"})
    void aNameOfThisMachineGetsTheKey(String host) throws IOException {
        for (String page : PAGES) {
            assertThat(get(page, host))
                    .startsWith("HTTP/1.1 200 ")
                    .contains("content=\"sixteen&quot;&lt;&amp;>'signs\"");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rebound.example",
                "rebound.example:3000",
                "localhost.rebound.example",
                "127.0.0.1.rebound.example",
                "localhost.:3000",
                "192.168.0.7:3000",
                "0.0.0.0:3000"
            })
    void aForeignNameThatLeadsHereGetsThePageWithoutTheKey(String host) throws IOException {
        for (String page : PAGES) {
            assertThat(get(page, host))
                    .startsWith("HTTP/1.1 200 ")
                    .contains("name=\"api-key\" content=\"\"")
                    .doesNotContain("sixteen");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/docs", "/page/playground.js", "/samples/coffee.png"})
    void noOtherPageMayReadOrFrameIt(String path) throws IOException {
        String answer = get(path, "localhost");

        assertThat(answer)
                .startsWith("HTTP/1.1 200 ")
                .doesNotContainIgnoringCase("Access-Control-Allow-Origin")
                .contains("Cross-Origin-Resource-Policy: same-origin", "Content-Security-Policy: default-src 'none'");
        if (path.length() <= "/docs".length()) {
            assertThat(answer).contains("frame-ancestors 'none'", "script-src 'self';");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /page/none.js",
        "GET, /page/Pages.class",
        "GET, /page/../page/index.html",
        "GET, /page/..%2f..%2flocal%2fpage%2findex.html",
        "GET, /samples/CREDITS.md",
        "GET, /page/",
        "GET, /docs/",
        "POST, /",
        "DELETE, /page/index.html",
    })
    void whatIsNoPageIsLeftToTheApi(String method, String path) throws IOException {
        assertThat(send(method, path, "localhost"))
                .startsWith("HTTP/1.1 404 ")
                .contains("\"message\":\"there is no such path\"");
    }

    @Test
    void everyFileThatThePagesNameIsThere() throws IOException {
        Set<String> seen = new HashSet<>(Set.of("/openapi.json", "/docs"));
        Deque<String> toSee = new ArrayDeque<>(List.of("/page/index.html", "/page/docs.html"));
        while (!toSee.isEmpty()) {
            String path = toSee.pop();
            String answer = get(path, "localhost");
            assertThat(answer).as(path).startsWith("HTTP/1.1 200 ");
            Matcher named = NAMED.matcher(path.endsWith("/scalar.js") ? "" : answer);
            while (named.find()) {
                String next = named.group(1) == null ? "/page" + named.group(2) : named.group(1);
                if (seen.add(next)) {
                    toSee.push(next);
                }
            }
        }
        assertThat(seen).contains("/page/stage.js", "/page/stage.css", "/page/scalar.js", "/page/icon.svg");
    }

    /** Most of it is what one module imports; none is generated, and all of it is sent at each visit. */
    @Test
    void thePlaygroundIsSmallAndItsFilesAreReadable() throws Exception {
        List<Path> files;
        URI folder =
                Objects.requireNonNull(Pages.class.getResource("index.html")).toURI();
        try (Stream<Path> listed = Files.list(Path.of(folder).resolveSibling(""))) {
            files = listed.filter(file -> file.toString().matches(".*/(?!scalar)[a-z-]+\\.(js|css|html|svg)"))
                    .toList();
        }
        long bytes = 0;
        for (Path file : files) {
            bytes += Files.size(file);
            if (file.toString().endsWith(".js")) {
                assertThat(Files.readAllLines(file)).as(file.toString()).hasSizeLessThanOrEqualTo(250);
            }
        }
        assertThat(bytes).isBetween(50_000L, 150_000L);
    }

    private String get(String path, String host) throws IOException {
        return send("GET", path, host);
    }

    // Over a socket: an HTTP client would send the host that it connects to, and normalize the path.
    private String send(String method, String path, String host) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port())) {
            OutputStream out = socket.getOutputStream();
            String request = "%s %s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n".formatted(method, path, host);
            out.write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }
}
