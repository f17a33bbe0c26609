package dev.frisket.segment.fetch;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.frisket.core.address.AddressPolicy;
import dev.frisket.core.address.RefusedUrlException;
import dev.frisket.core.address.UrlPurpose;
import dev.frisket.core.address.WebUrl;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.message.BasicHeader;

/** Any headers and bodies are either read or refused. */
class HeaderProperties {

    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

    @Property(tries = 5000)
    void anyBytesInLocationLeadSomewhereOrAreRefused(@ForAll @Size(max = 60) byte[] bytes) throws Exception {
        Optional<WebUrl> next = redirect(new String(bytes, ISO_8859_1));
        next.ifPresent(url -> assertThat(url.toString()).matches("[!-~]+"));
    }

    @Property(tries = 5000)
    void aPathInUtf8LeadsWhereItsEscapedFormLeads(@ForAll("paths") String path) throws Exception {
        String sent = new String(path.getBytes(UTF_8), ISO_8859_1);
        StringBuilder escaped = new StringBuilder();
        for (byte b : path.getBytes(UTF_8)) {
            escaped.append(b < 0 ? "%%%02X".formatted(b & 0xff) : String.valueOf((char) b));
        }
        assertThat(redirect(sent)).isEqualTo(redirect(escaped.toString()));
    }

    @Property(tries = 3000)
    void aBodyUnderAnyCodingsIsReadOrRefused(
            @ForAll("codings") String[] codings, @ForAll @Size(max = 200) byte[] body) {
        assertThat(read(body, codings).map(bytes -> bytes.length).orElse(0)).isLessThan(1 << 20);
    }

    @Property(tries = 1000)
    void aPictureIsReadAsItIsUnderAnyCodings(
            @ForAll("codings") String[] codings, @ForAll @Size(max = 200) byte[] more) {
        byte[] picture = Arrays.copyOf(PNG, PNG.length + more.length);
        System.arraycopy(more, 0, picture, PNG.length, more.length);
        assertThat(read(picture, codings)).hasValue(picture);
    }

    @Provide
    Arbitrary<String> paths() {
        return Arbitraries.strings()
                .withChars("/ab.?=&%20ü猫ßÅ\u00e0\u0101😀")
                .ofMaxLength(20)
                .map("/x"::concat);
    }

    @Provide
    Arbitrary<String[]> codings() {
        Arbitrary<String> names = Arbitraries.of(
                "gzip", "x-gzip", "deflate", "br", "zstd", "identity", "aws-chunked", "utf-8", "", " ", "GZIP", "none");
        return names.list()
                .ofMaxSize(3)
                .map(list -> String.join(",", list))
                .array(String[].class)
                .ofMaxSize(2);
    }

    private static Optional<WebUrl> redirect(String header) throws RefusedUrlException {
        WebUrl url = WebUrl.parse("http://images.example/a/b", UrlPurpose.PICTURE, AddressPolicy.PUBLIC_ONLY);
        try {
            return Optional.of(url.redirect(Location.read(header), AddressPolicy.PUBLIC_ONLY));
        } catch (RefusedUrlException e) {
            return Optional.empty();
        }
    }

    private static Optional<byte[]> read(byte[] body, String... codings) {
        Header[] headers = Arrays.stream(codings)
                .map(value -> new BasicHeader("Content-Encoding", value))
                .toArray(Header[]::new);
        try (InputStream decoded = ContentCoding.decoded(new ByteArrayInputStream(body), headers)) {
            return Optional.of(decoded.readAllBytes());
        } catch (IOException | FetchException e) {
            return Optional.empty();
        }
    }
}
