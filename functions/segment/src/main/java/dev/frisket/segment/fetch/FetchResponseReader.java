package dev.frisket.segment.fetch;

import dev.frisket.core.artwork.PictureLimits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import java.util.zip.ZipException;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHeaders;

/** Reads a picture's response, counting bytes as they arrive. */
final class FetchResponseReader {

    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
    /** Statuses that may pass: Request Timeout, Too Early, Too Many Requests; and every 5xx. */
    private static final Set<Integer> PASSING = Set.of(408, 425, 429);

    private FetchResponseReader() {}

    static FetchResponse read(ClassicHttpResponse response) throws IOException, FetchException {
        int status = response.getCode();
        Header location = response.getFirstHeader(HttpHeaders.LOCATION);
        if (REDIRECTS.contains(status) && location != null) {
            return new FetchResponse.Redirect(Location.read(location.getValue()));
        }
        if (PASSING.contains(status) || status >= 500) {
            throw new TransientFetchException("The server of imageUrl answered " + status + "; try again later.");
        }
        HttpEntity entity = response.getEntity();
        if (status != 200 || entity == null) {
            throw new PermanentFetchException("The server of imageUrl answered " + status
                    + "; send a URL that answers 200 with the picture, without credentials.");
        }
        if (entity.getContentLength() > PictureLimits.MAX_BYTES) {
            throw PermanentFetchException.tooLarge();
        }
        return new FetchResponse.Picture(body(entity, response.getHeaders(HttpHeaders.CONTENT_ENCODING)));
    }

    private static byte[] body(HttpEntity entity, Header... encodings) throws IOException, FetchException {
        try (InputStream decoded = ContentCoding.decoded(entity.getContent(), encodings)) {
            ByteArrayOutputStream bytes =
                    new ByteArrayOutputStream((int) Math.max(64 * 1024, entity.getContentLength()));
            byte[] buffer = new byte[64 * 1024];
            for (int n = decoded.read(buffer); n >= 0; n = decoded.read(buffer)) {
                bytes.write(buffer, 0, n);
                if (bytes.size() > PictureLimits.MAX_BYTES) {
                    throw PermanentFetchException.tooLarge();
                }
            }
            return bytes.toByteArray();
        } catch (ZipException e) {
            throw new PermanentFetchException(
                    "The server of imageUrl sent a body that does not have the content encoding it names.");
        }
    }
}
