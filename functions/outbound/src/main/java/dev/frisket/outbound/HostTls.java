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
 * TLS that sends the host name to the server (SNI) and accepts no certificate of another host.
 *
 * <p>The JDK rejects an underscore in a host name, and a hyphen at the end of a label: it would send no name and find
 * every certificate invalid. So such a name is set here, and verified by the HTTP client alone, which checks every
 * certificate anyway.
 */
final class HostTls extends DefaultClientTlsStrategy {

    private final Host host;

    /** @param tls the trusted certificates */
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

    /** A host name that the JDK's own class rejects. */
    private static final class AnyName extends SNIServerName {
        AnyName(String name) {
            super(StandardConstants.SNI_HOST_NAME, name.getBytes(StandardCharsets.US_ASCII));
        }
    }
}
