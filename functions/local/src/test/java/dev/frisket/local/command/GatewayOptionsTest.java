package dev.frisket.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frisket.core.Template;
import org.junit.jupiter.api.Test;

class GatewayOptionsTest {
    @Test
    void bothStacksTakeTheSameOrigins() {
        assertThat(Template.read()
                        .json()
                        .at("/Parameters/AllowedOrigin/AllowedPattern")
                        .textValue())
                .isEqualTo(GatewayOptions.ORIGIN.pattern());
    }
}
