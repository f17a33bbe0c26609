package dev.frisket.local.command;

import dev.frisket.core.api.Cors;
import dev.frisket.local.gateway.Throttle.Limits;
import dev.frisket.local.stack.UsageException;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/** Options for the limits and CORS origin of the local gateway; a deployed stack has parameters for them. */
final class GatewayOptions {
    static final Pattern ORIGIN = Pattern.compile("\\*|https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?");

    @Option(
            names = "--rate",
            defaultValue = "1000",
            paramLabel = "N",
            description = "requests per second of each key, creations counted separately (default: ${DEFAULT-VALUE})")
    private int rate;

    @Option(
            names = "--burst",
            defaultValue = "2000",
            paramLabel = "N",
            description = "requests at once of each key, creations counted separately (default: ${DEFAULT-VALUE})")
    private int burst;

    @Option(
            names = "--quota",
            defaultValue = "10000000",
            paramLabel = "N",
            description = "requests of each key in a day, UTC (default: ${DEFAULT-VALUE})")
    private int quota;

    @Option(
            names = "--max-unfinished",
            defaultValue = "100000",
            paramLabel = "N",
            description = "unfinished artworks that each organization may have (default: ${DEFAULT-VALUE})")
    private int maxUnfinished;

    @Option(
            names = "--allowed-origin",
            defaultValue = "*",
            paramLabel = "ORIGIN",
            description = "the web origin whose pages may call, or * for all (default: ${DEFAULT-VALUE})")
    private String allowedOrigin = "*";

    Limits limits() {
        try {
            return new Limits(rate, burst, quota);
        } catch (IllegalArgumentException e) {
            throw new UsageException("--rate, --burst and --quota must not be less than 1", e);
        }
    }

    int maxUnfinished() {
        if (maxUnfinished < 1) {
            throw new UsageException("--max-unfinished must not be less than 1");
        }
        return maxUnfinished;
    }

    Cors cors() {
        if (!ORIGIN.matcher(allowedOrigin).matches()) {
            throw new UsageException("--allowed-origin must be * or such as https://app.example.com");
        }
        return new Cors(allowedOrigin);
    }
}
