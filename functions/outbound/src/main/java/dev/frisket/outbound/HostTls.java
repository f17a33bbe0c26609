package dev.frisket.outbound;

import dev.frisket.core.address.Host;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.StandardConstants;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.HostnameVerificationPolicy;
import org.apache.hc.client5.http.ssl.HttpsSupport;

/**
 * TLS that tells the server which host is meant and accepts no certificate of another.
 *
 * <p>The JDK takes no underscore in a host name, nor a hyphen at the end of a label: it would name no host and find
 * every certificate wrong. So such a host is named here, and verified by the HTTP client alone, which looks at every
 * certificate anyway.
 */
final class HostTls extends DefaultClientTlsStrategy {

    private final Host host;

    /** @param tls whom to trust */
    HostTls(SSLContext tls, Host host) {
        super(
                tls,
                unknownToJdk(host) ? HostnameVerificationPolicy.CLIENT : HostnameVerificationPolicy.BOTH,
                HttpsSupport.getDefaultHostnameVerifier());
        this.host = host;
    }

    @Override
    protected void initializeSocket(SSLSocket socket) {
        if (unknownToJdk(host)) {
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setServerNames(List.of(new AnyName(host.text())));
            socket.setSSLParameters(parameters);
        }
    }

    private static boolean unknownToJdk(Host host) {
        if (host.literal().isPresent()) {
            return false;
        }
        try {
            return new SNIHostName(host.text()).getEncoded().length == 0;
        } catch (IllegalArgumentException e) {
            return true;
        }
    }

    /** A host name that the JDK's own class would not take. */
    private static final class AnyName extends SNIServerName {
        AnyName(String name) {
            super(StandardConstants.SNI_HOST_NAME, name.getBytes(StandardCharsets.US_ASCII));
        }
    }
}
