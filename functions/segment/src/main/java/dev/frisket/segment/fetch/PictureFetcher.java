package dev.frisket.segment.fetch;

import dev.frisket.core.address.AddressException;
import dev.frisket.core.address.AddressPolicy;
import dev.frisket.core.address.RefusedUrlException;
import dev.frisket.core.address.ResolverFailedException;
import dev.frisket.core.address.UrlPurpose;
import dev.frisket.core.address.WebUrl;
import dev.frisket.outbound.Deadline;
import dev.frisket.outbound.DeadlineExceededException;
import dev.frisket.outbound.PinnedClient;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.security.cert.CertificateException;
import java.time.Duration;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.Method;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;

/** Fetches pictures over http and https, following redirects. */
public final class PictureFetcher implements PictureSource {

    static final int MAX_REDIRECTS = 3;

    private static final String ACCEPT =
            "image/jpeg, image/png, image/webp, image/gif, image/bmp, image/tiff, */*;q=0.1";

    private final PinnedClient client;
    private final Duration limit;

    /** Fetches by the names and the certificates that this machine trusts. */
    public static PictureFetcher over(AddressPolicy policy) {
        return new PictureFetcher(PinnedClient.over(policy));
    }

    /** Fetches within 30 seconds, redirects included. */
    public PictureFetcher(PinnedClient client) {
        this(client, Duration.ofSeconds(30));
    }

    PictureFetcher(PinnedClient client, Duration limit) {
        this.client = client;
        this.limit = limit;
    }

    @Override
    public byte[] fetch(String imageUrl) throws FetchException {
        Deadline deadline = Deadline.in(limit);
        try {
            WebUrl url = WebUrl.parse(imageUrl, UrlPurpose.PICTURE, client.policy());
            for (int redirects = 0; ; redirects++) {
                FetchResponse answer = client.exchange(url, request(), deadline, FetchResponseReader::read);
                if (answer instanceof FetchResponse.Picture picture) {
                    return picture.bytes();
                }
                if (redirects == MAX_REDIRECTS) {
                    throw new PermanentFetchException("imageUrl leads to more than " + MAX_REDIRECTS
                            + " redirects; send the URL at which they end.");
                }
                url = redirect(url, answer.redirect().orElseThrow());
            }
        } catch (AddressException e) {
            throw explain(e);
        } catch (IOException e) {
            throw explain(e);
        }
    }

    private WebUrl redirect(WebUrl url, String location) throws PermanentFetchException {
        try {
            return url.redirect(location, client.policy());
        } catch (RefusedUrlException e) {
            throw new PermanentFetchException("A redirect of imageUrl " + e.rule() + ".");
        }
    }

    private static ClassicHttpRequest request() {
        ClassicHttpRequest request = new BasicClassicHttpRequest(Method.GET, "/");
        request.setHeader(HttpHeaders.ACCEPT, ACCEPT);
        request.setHeader(HttpHeaders.ACCEPT_ENCODING, "identity");
        return request;
    }

    private FetchException explain(AddressException e) {
        return e instanceof ResolverFailedException
                ? new TransientFetchException("The host of imageUrl could not be looked up; try again later.")
                : new PermanentFetchException("imageUrl, or a redirect of it, " + e.rule() + ".");
    }

    private FetchException explain(IOException e) {
        if (e instanceof DeadlineExceededException) {
            return new PermanentFetchException("The picture did not arrive within " + limit.toSeconds()
                    + " seconds; send a smaller one or use a faster server.");
        }
        if (e instanceof SocketTimeoutException) {
            return new TransientFetchException("The server of imageUrl did not answer in time; try again later.");
        }
        if (e instanceof SSLException && causedByCertificate(e)) {
            return new PermanentFetchException(
                    "The server of imageUrl has no valid certificate for its host name; use a server that has one.");
        }
        return new TransientFetchException(
                "The connection to the server of imageUrl failed or broke off; see whether it is reachable and try again.");
    }

    private static boolean causedByCertificate(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateException || cause instanceof SSLPeerUnverifiedException) {
                return true;
            }
        }
        return false;
    }
}
