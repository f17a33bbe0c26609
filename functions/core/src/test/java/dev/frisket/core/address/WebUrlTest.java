package dev.frisket.core.address;

import static dev.frisket.core.address.AddressPolicy.ALLOW_PRIVATE;
import static dev.frisket.core.address.AddressPolicy.PUBLIC_ONLY;
import static dev.frisket.core.address.UrlPurpose.PICTURE;
import static dev.frisket.core.address.UrlPurpose.WEBHOOK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebUrlTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    https://Images.Example/a.png                | https://images.example/a.png
                    HTTP://images.example                       | http://images.example/
                    https://images.example:443/a?b=c#d          | https://images.example/a?b=c
                    http://images.example:8443/                 | http://images.example:8443/
                    https://images.example./a                   | https://images.example/a
                    https://my_bucket.images.example/a          | https://my_bucket.images.example/a
                    https://images.example/a b/ü?q=ü "x"        | https://images.example/a%20b/%C3%BC?q=%C3%BC%20%22x%22
                    https://images.example/100%/%zz             | https://images.example/100%/%zz
                    https://images.example/a/../b/./c/%2e%2E/d  | https://images.example/b/d
                    https://bücher.example/                     | https://xn--bcher-kva.example/
                    https://BÜCHER.example/                     | https://xn--bcher-kva.example/
                    https://[2606:4700::1111]/a                 | https://[2606:4700:0:0:0:0:0:1111]/a
                    https://8.8.8.8/a                           | https://8.8.8.8/a
                    """)
    void wellFormedUrlsAreTakenInTheSpellingThatIsSent(String text, String expected) throws Exception {
        assertThat(WebUrl.parse(text, PICTURE, PUBLIC_ONLY)).hasToString(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "images.example/a.png",
                "ftp://images.example/a",
                "http:images.example",
                "http:///images.example",
                "http:/\\127.0.0.1/",
                "http://public.example@127.0.0.1/",
                "http://127.0.0.1\\@public.example/",
                "http://127.0.0.1/",
                "http://127.1/",
                "http://2130706433/",
                "http://0x7f.0.0.1/",
                "http://0177.0.0.1/",
                "http://127.0.0.1./",
                "http://127。0。0。1/",
                "http://１２７.0.0.1/",
                "http://①②⑦.0.0.1/",
                "http://%31%32%37.0.0.1/",
                "http://localhost/",
                "http://a.LOCALHOST./",
                "http://printer/",
                "http://metadata.google.internal/",
                "http://nas.local/",
                "http://[::1]/",
                "http://[::ffff:127.0.0.1]/",
                "http://[::127.0.0.1]/",
                "http://[64:ff9b::127.0.0.1]/",
                "http://[2002:7f00:1::]/",
                "http://[2001:0:4136:e378:8000:63bf:3fff:fdd2]/",
                "http://[fe80::1%25eth0]/",
                "http://[fd00:ec2::254]/",
                "http://169.254.169.254/latest/meta-data/",
                "http://100.100.100.200/",
                "http://168.63.129.16/",
                "http://public.example:22/",
                "http://public.example:0/",
                "http://public.example:99999/",
                "http://pub\tlic.example/",
                " http://public.example/",
            })
    void hostileUrlsAreRefused(String text) {
        assertThatThrownBy(() -> WebUrl.parse(text, PICTURE, PUBLIC_ONLY)).isInstanceOf(RefusedUrlException.class);
    }

    @Test
    void webhooksTakeHttpsOnly() {
        assertThatThrownBy(() -> WebUrl.parse("http://hooks.example/", WEBHOOK, PUBLIC_ONLY))
                .hasMessage("must be a URL address with protocol https");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost:22/",
                "http://127.0.0.1:9000/a",
                "http://[::1]/",
                "http://minio/",
                "http://10.0.0.1/"
            })
    void developmentMayUseItsOwnMachineAndNetwork(String text) throws Exception {
        assertThat(WebUrl.parse(text, PICTURE, ALLOW_PRIVATE).port()).isPositive();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://169.254.169.254/", "http://224.0.0.1/", "http://0.0.0.0/"})
    void developmentMayNotReachMetadata(String text) {
        assertThatThrownBy(() -> WebUrl.parse(text, PICTURE, ALLOW_PRIVATE)).isInstanceOf(RefusedUrlException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "https://other.example/x, https://other.example/x",
        "//other.example/x, https://other.example/x",
        "/x, https://images.example:8443/x",
        "x, https://images.example:8443/a/x",
        "../x, https://images.example:8443/x",
        "?x, https://images.example:8443/a/b?x",
    })
    void redirectsAreResolvedAgainstTheUrl(String location, String expected) throws Exception {
        WebUrl url = WebUrl.parse("https://images.example:8443/a/b?c", PICTURE, PUBLIC_ONLY);
        assertThat(url.redirect(location, PUBLIC_ONLY)).hasToString(expected);
    }

    @Test
    void aRedirectFromHttpsToHttpIsRefused() throws Exception {
        WebUrl url = WebUrl.parse("https://images.example/", PICTURE, PUBLIC_ONLY);
        assertThatThrownBy(() -> url.redirect("http://images.example/", PUBLIC_ONLY))
                .hasMessage("must not redirect from https to http");
    }
}
