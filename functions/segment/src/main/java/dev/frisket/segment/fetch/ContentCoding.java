package dev.frisket.segment.fetch;

import dev.frisket.segment.picture.PictureDecoder;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import org.apache.hc.core5.http.Header;

/**
 * Undoes the compression of a response body. No content coding is accepted in the request, yet some servers compress.
 *
 * <p>The header is trusted only if the bytes don't contradict it: a body that begins with a picture's signature is
 * used as it is, and a coding that names no compression, such as {@code aws-chunked} or {@code utf-8} in objects
 * uploaded by mistake, changes nothing.
 */
final class ContentCoding {

    private static final Set<String> READ = Set.of("gzip", "x-gzip", "deflate");
    /** The other content codings registered with IANA, except {@code identity}. */
    private static final Set<String> UNREAD =
            Set.of("aes128gcm", "br", "compress", "dcb", "dcz", "exi", "pack200-gzip", "x-compress", "zstd");

    private ContentCoding() {}

    /**
     * The body as it was before compression.
     *
     * @param headers every {@code Content-Encoding} header, each with any number of codings
     */
    static InputStream decoded(InputStream body, Header... headers) throws IOException, FetchException {
        PushbackInputStream raw = new PushbackInputStream(body, PictureDecoder.MAX_SIGNATURE_BYTES);
        byte[] start = raw.readNBytes(PictureDecoder.MAX_SIGNATURE_BYTES);
        raw.unread(start);
        List<String> compressions = Arrays.stream(headers)
                .flatMap(header -> Stream.ofNullable(header.getValue()))
                .flatMap(value -> Arrays.stream(value.split(",")))
                .map(name -> name.strip().toLowerCase(Locale.ROOT))
                .filter(name -> READ.contains(name) || UNREAD.contains(name))
                .toList();
        if (compressions.isEmpty() || PictureDecoder.knows(start)) {
            return raw;
        }
        // A small body compressed twice could take hours to read and yield nothing.
        if (compressions.size() > 1 || UNREAD.contains(compressions.get(0))) {
            throw new PermanentFetchException("The server of imageUrl sent the picture in a compression that is not"
                    + " read here; let it answer without Content-Encoding.");
        }
        return compressions.get(0).equals("deflate") ? new InflaterInputStream(raw) : new GZIPInputStream(raw);
    }
}
