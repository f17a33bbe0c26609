package dev.frisket.local.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.frisket.core.Template;
import dev.frisket.local.gateway.Throttle.Limits;
import dev.frisket.local.stack.RunningStack.Settings;
import dev.frisket.local.stack.UsageException;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

class GatewayOptionsTest {
    @Test
    void unfinishedArtworksAreLimitedByNumbersFromOneOn() {
        GatewayOptions options = parsed("--max-unfinished", "0");

        assertThatThrownBy(options::maxUnfinished)
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("--max-unfinished");
    }

    @Test
    void theDefaultsAreThoseOfAStackThatIsStartedWithoutThem() {
        GatewayOptions options = parsed();

        assertThat(options.limits()).isEqualTo(Limits.GENEROUS);
        assertThat(options.maxUnfinished()).isEqualTo(Settings.MAX_UNFINISHED);
    }

    @Test
    void bothStacksTakeTheSameOrigins() {
        assertThat(Template.read()
                        .json()
                        .at("/Parameters/AllowedOrigin/AllowedPattern")
                        .textValue())
                .isEqualTo(GatewayOptions.ORIGIN.pattern());
    }

    private static GatewayOptions parsed(String... arguments) {
        GatewayOptions options = new GatewayOptions();
        new CommandLine(CommandSpec.create().addMixin("gateway", CommandSpec.forAnnotatedObject(options)))
                .parseArgs(arguments);
        return options;
    }
}
