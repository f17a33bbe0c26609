package dev.frisket.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frisket.core.Manual;
import dev.frisket.local.gateway.Gateway.Bounds;
import org.junit.jupiter.api.Test;

/** Holds docs/serve.md against the code of the gateway. */
class ServePageTest {
    @Test
    void theBoundsOfClientsAreThoseOfTheCode() {
        Bounds bounds = Bounds.USUAL;

        assertThat(Manual.page("docs/serve.md").text())
                .contains("headers must arrive within %d s and its body within %d s"
                        .formatted(bounds.head().toSeconds(), bounds.body().toSeconds()))
                .contains("more than %d connections".formatted(bounds.connections()))
                .contains("at most %d uploads run at a time".formatted(StoragePassage.MAX_UPLOADS));
    }
}
