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
import dev.frisket.outbound.UnreadableAnswerException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.security.cert.CertificateException;
import java.time.Duration;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLProtocolException;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.Method;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;

/** Fetches pictures over http and https, following redirects. */
public final class PictureFetcher implements PictureSource {

    static final int MAX_REDIRECTS = 3;

    private static final String ACCEPT =
            "image/jpeg, image/png, image/webp, image/gif, image/bmp, image/tiff, */*;q=0.1";

    /** For the whole fetch, redirects included. */
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final PinnedClient client;
    private final Duration limit;
    private final String userAgent;

    /** Fetches with this machine's name resolution and trusted certificates, with the project's address as contact. */
    public static PictureFetcher over(AddressPolicy policy) {
        return over(policy, UserAgent.PROJECT_URL);
    }

    /**
     * Fetches with this machine's name resolution and trusted certificates.
     *
     * @param contactUrl address in the user agent for the operators of picture hosts
     */
    public static PictureFetcher over(AddressPolicy policy, String contactUrl) {
        return new PictureFetcher(PinnedClient.over(policy), LIMIT, contactUrl);
    }

    PictureFetcher(PinnedClient client, Duration limit) {
        this(client, limit, UserAgent.PROJECT_URL);
    }

    PictureFetcher(PinnedClient client, Duration limit, String contactUrl) {
        this.client = client;
        this.limit = limit;
        this.userAgent = UserAgent.of(contactUrl);
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

    private ClassicHttpRequest request() {
        ClassicHttpRequest request = new BasicClassicHttpRequest(Method.GET, "/");
        request.setHeader(HttpHeaders.ACCEPT, ACCEPT);
        request.setHeader(HttpHeaders.ACCEPT_ENCODING, "identity");
        request.setHeader(HttpHeaders.USER_AGENT, userAgent);
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
        if (e instanceof UnreadableAnswerException) {
            return new PermanentFetchException("The server of imageUrl sent an answer that is not valid HTTP;"
                    + " use another server, or upload the picture.");
        }
        if (e instanceof SocketTimeoutException) {
            return new TransientFetchException("The server of imageUrl did not answer in time; try again later.");
        }
        if (e instanceof SSLException && causedByCertificate(e)) {
            return new PermanentFetchException(
                    "The server of imageUrl has no valid certificate for its host name; use a server that has one.");
        }
        if (e instanceof SSLException && isNoTls(e)) {
            return new PermanentFetchException("The server of imageUrl sent an answer that is not valid TLS;"
                    + " see whether its address should begin with http: or name another port.");
        }
        return new TransientFetchException(
                "The connection to the server of imageUrl failed or was interrupted; see whether it is reachable and try again.");
    }

    /** Whether JSSE failed on bytes that are not TLS records; for a broken connection, the cause would be one. */
    private static boolean isNoTls(IOException e) {
        return e instanceof SSLProtocolException || (e.getClass().equals(SSLException.class) && e.getCause() == null);
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
