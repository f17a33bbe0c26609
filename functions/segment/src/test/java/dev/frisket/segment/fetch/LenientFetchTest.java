package dev.frisket.segment.fetch;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.frisket.core.address.AddressGuard;
import dev.frisket.core.address.AddressPolicy;
import dev.frisket.core.address.UrlLists;
import dev.frisket.outbound.Detour;
import dev.frisket.outbound.LoopbackServer;
import dev.frisket.outbound.PinnedClient;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers with wrong headers from which browsers nevertheless get pictures. */
class LenientFetchTest {

    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 1, 2, 3, 4};
    private static final byte[] TEXT = "This is no picture at all.".getBytes(UTF_8);

    private final List<String> asked = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "aws-chunked",
                "utf-8",
                "UTF-8",
                "none",
                "binary",
                "identity",
                "",
                ",",
                "aws-chunked, identity",
                "aws-chunked,utf-8\nContent-Encoding: none",
                "image/png",
            })
    void aCodingThatNamesNoCompressionChangesNothing(String names) throws Exception {
        assertThat(fetch("Content-Encoding: " + names, PNG)).isEqualTo(PNG);
        assertThat(fetch("Content-Encoding: " + names, TEXT)).isEqualTo(TEXT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"gzip", "x-gzip, identity", "aws-chunked,GZIP", "aws-chunked\nContent-Encoding: gzip", "gzip, "})
    void oneCompressionAmongThemIsUndone(String names) throws Exception {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(compressed)) {
            gzip.write(TEXT);
        }
        assertThat(fetch("Content-Encoding: " + names, compressed.toByteArray()))
                .isEqualTo(TEXT);
    }

    @Test
    void deflateIsUndone() throws Exception {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (OutputStream deflate = new DeflaterOutputStream(compressed)) {
            deflate.write(PNG);
        }
        assertThat(fetch("Content-Encoding: deflate", compressed.toByteArray())).isEqualTo(PNG);
    }

    @ParameterizedTest
    @CsvSource({
        "gzip, bmp-rgb.bmp",
        "deflate, bmp-rgb.bmp",
        "br, bmp-rgb.bmp",
        "'gzip, gzip', bmp-rgb.bmp",
        "zstd, coffee.png",
        "gzip, coffee.png",
        "br, rocket.jpg",
    })
    void aPictureIsTakenWhateverTheHeaderSays(String names, String file) throws Exception {
        Path golden = Path.of(System.getProperty("golden"));
        Path picture = file.startsWith("bmp")
                ? golden.resolveSibling("pictures").resolve(file)
                : golden.resolve("images").resolve(file);
        byte[] bytes = Files.readAllBytes(picture);
        assertThat(fetch("Content-Encoding: " + names, bytes)).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"br", "zstd", "compress", "gzip, gzip", "deflate, gzip", "aws-chunked, br"})
    void aCompressionThatIsNotReadIsNamedAsTheReason(String names) {
        assertThatThrownBy(() -> fetch("Content-Encoding: " + names, TEXT))
                .isInstanceOf(PermanentFetchException.class)
                .hasMessage("The server of imageUrl sent the picture in a compression that is not read here;"
                        + " let it answer without Content-Encoding.");
    }

    /** The columns: the header's encoding, its location, and the host and path that browsers then request. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    UTF-8      | /ü?q=ü                        | images.example          | /%C3%BC?q=%C3%BC
                    UTF-8      | /猫.jpg                       | images.example          | /%E7%8C%AB.jpg
                    UTF-8      | über/猫?ß                     | images.example          | /%C3%BCber/%E7%8C%AB?%C3%9F
                    UTF-8      | //bücher.example/ü            | xn--bcher-kva.example   | /%C3%BC
                    UTF-8      | http://bücher.example/%C3%BC/ü | xn--bcher-kva.example  | /%C3%BC/%C3%BC
                    UTF-8      | /Åà                     | images.example          | /%C3%85%C3%A0
                    ISO-8859-1 | /ü?q=ü                        | images.example          | /%FC?q=%FC
                    """)
    void aRedirectInRawBytesIsFollowed(String charset, String location, String host, String target) throws Exception {
        byte[] raw = location.getBytes(charset.equals("UTF-8") ? UTF_8 : ISO_8859_1);
        try (LoopbackServer server = LoopbackServer.http((request, connection) -> {
            if (request.target().equals("/first")) {
                OutputStream out = connection.getOutputStream();
                out.write("HTTP/1.1 302 Found\r\nLocation: ".getBytes(UTF_8));
                out.write(raw);
                out.write("\r\nContent-Length: 0\r\n\r\n".getBytes(UTF_8));
            } else {
                LoopbackServer.fixed("HTTP/1.1 200 OK", PNG).write(request, connection);
            }
        })) {
            assertThat(fetcher(server).fetch("http://images.example/first")).isEqualTo(PNG);
            assertThat(asked).containsExactly("images.example", host);
            assertThat(server.requests().get(1).target()).isEqualTo(target);
        }
    }

    @Test
    void aRedirectToAHostThatIsNoTextIsRefused() throws Exception {
        byte[] raw = "http://b\u00fccher.example/".getBytes(ISO_8859_1);
        try (LoopbackServer server = LoopbackServer.http((request, connection) -> {
            OutputStream out = connection.getOutputStream();
            out.write("HTTP/1.1 302 Found\r\nLocation: ".getBytes(UTF_8));
            out.write(raw);
            out.write("\r\nContent-Length: 0\r\n\r\n".getBytes(UTF_8));
        })) {
            assertThatThrownBy(() -> fetcher(server).fetch("http://images.example/"))
                    .isInstanceOf(PermanentFetchException.class)
                    .hasMessageStartingWith("A redirect of imageUrl must be a URL address");
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void thePictureHostIsToldWhoAsksAndWhereToComplain() throws Exception {
        try (LoopbackServer server = LoopbackServer.http(LoopbackServer.fixed("HTTP/1.1 200 OK", PNG))) {
            fetcher(server).fetch("http://images.example/");
            new PictureFetcher(client(server), Duration.ofSeconds(20), "https://masks.example/about")
                    .fetch("http://images.example/");
            assertThat(server.requests())
                    .extracting(request -> request.header("User-Agent"))
                    .satisfiesExactly(
                            agent -> assertThat(agent)
                                    .matches("Frisket/[0-9]+\\.[0-9]+\\.[0-9]+ \\(\\+https://[^ ()]+\\)"),
                            agent -> assertThat(agent)
                                    .matches(
                                            "Frisket/[0-9]+\\.[0-9]+\\.[0-9]+ \\(\\+https://masks\\.example/about\\)"));
        }
    }

    private byte[] fetch(String header, byte[] body) throws Exception {
        try (LoopbackServer server = LoopbackServer.http(LoopbackServer.fixed("HTTP/1.1 200 OK\n" + header, body))) {
            return fetcher(server).fetch("http://images.example/");
        }
    }

    private PictureFetcher fetcher(LoopbackServer server) throws Exception {
        return new PictureFetcher(client(server), Duration.ofSeconds(20));
    }

    private PinnedClient client(LoopbackServer server) throws Exception {
        AddressGuard guard = new AddressGuard(
                name -> {
                    asked.add(name);
                    return List.of(UrlLists.address("93.184.215.14"));
                },
                AddressPolicy.PUBLIC_ONLY);
        return new PinnedClient(guard, SSLContext.getDefault(), new Detour(server.address()));
    }
}
