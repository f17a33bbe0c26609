package dev.frisket.core.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClosedPortsTest {
    private static final AddressPolicy POLICY = AddressPolicy.ALLOW_PRIVATE.closing(Set.of(9324));

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.9.9.9", "[::1]", "[::ffff:7f00:1]", "127.0.0.1."})
    void aClosedPortIsRefusedAtEveryLoopbackAddress(String host) throws Exception {
        for (UrlPurpose use : UrlPurpose.values()) {
            assertThatThrownBy(() -> WebUrl.parse("https://" + host + ":9324/", use, POLICY))
                    .isInstanceOf(RefusedUrlException.class)
                    .hasMessageContaining("must not use port 9324");
        }
        assertThat(WebUrl.parse("https://" + host + ":9325/", UrlPurpose.PICTURE, POLICY)
                        .port())
                .isEqualTo(9325);
    }

    @Test
    void aNameThatLeadsThereIsRefusedWhateverItsOtherAddressesAre() throws Exception {
        InetAddress elsewhere = UrlLists.address("192.168.1.1");
        WebUrl closed = WebUrl.parse("http://camera.local:9324/", UrlPurpose.PICTURE, POLICY);
        WebUrl open = WebUrl.parse("http://camera.local/", UrlPurpose.PICTURE, POLICY);
        List<InetAddress> both = List.of(elsewhere, InetAddress.getLoopbackAddress());

        assertThatThrownBy(() -> new AddressGuard(name -> both, POLICY).check(closed))
                .isInstanceOf(RefusedUrlException.class)
                .hasMessageContaining("must not use port 9324");
        assertThat(new AddressGuard(name -> both, POLICY).check(open)).isEqualTo(both);
        assertThat(new AddressGuard(name -> List.of(elsewhere), POLICY).check(closed))
                .containsExactly(elsewhere);
    }

    @Test
    void aRedirectThereIsRefused() throws Exception {
        WebUrl url = WebUrl.parse("http://127.0.0.1/", UrlPurpose.PICTURE, POLICY);
        assertThatThrownBy(() -> url.redirect("//127.0.0.1:9324/?Action=DeleteQueue", POLICY))
                .isInstanceOf(RefusedUrlException.class)
                .hasMessageContaining("must not use port 9324");
    }
}
