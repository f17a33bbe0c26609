package dev.frisket.core.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.Security;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SystemResolverTest {

    private static final InetAddress PUBLIC = UrlLists.address("93.184.215.14");

    @Test
    void whatTheSystemKnowsIsTaken() throws Exception {
        SystemResolver resolver = new SystemResolver(name -> new InetAddress[] {PUBLIC});
        assertThat(resolver.resolve("images.example")).containsExactly(PUBLIC);
    }

    /** Messages in English and German, of Windows, and of a failure that Java itself has cached. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "images.example: Temporary failure in name resolution",
                "images.example: Temporärer Fehler bei der Namensauflösung",
                "images.example: Name or service not known",
                "No such host is known (images.example)",
                "images.example",
                "",
            })
    void noTextOfTheSystemDecidesThatANameDoesNotExist(String text) {
        SystemResolver resolver = new SystemResolver(name -> {
            throw new UnknownHostException(text);
        });
        assertThatThrownBy(() -> resolver.resolve("images.example")).isInstanceOf(ResolverFailedException.class);
    }

    @Test
    void javaKeepsNoFailure() {
        assertThat(new SystemResolver()).isNotNull();
        assertThat(Security.getProperty("networkaddress.cache.negative.ttl")).isEqualTo("0");
    }
}
