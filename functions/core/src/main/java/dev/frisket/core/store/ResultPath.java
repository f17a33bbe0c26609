package dev.frisket.core.store;

import dev.frisket.core.artwork.ArtworkId;
import dev.frisket.core.artwork.MaskFormat;
import dev.frisket.core.artwork.Result;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The last segment of a result's URL: {@code <number>-<attempt><secret>.<format>}.
 *
 * <p>It grants access to the mask. It names the stored object completely, so that no artwork need be read; the
 * attempt's id is as secret as the secret, but shared by the results of one artwork.
 *
 * @param attempt the attempt that stored the mask
 * @param result the mask
 */
public record ResultPath(String attempt, Result result) {
    private static final Pattern FILE =
            Pattern.compile("(0|[1-9][0-9]{0,2})-([0-9a-f]{32})([0-9a-f]{32})\\.([a-z0-9]+)");

    /** Parses {@code file}; empty if no result can have this name. */
    public static Optional<ResultPath> parse(String file) {
        Matcher part = FILE.matcher(file);
        if (!part.matches()) {
            return Optional.empty();
        }
        return MaskFormat.ofExtension(part.group(4))
                .map(format -> new ResultPath(
                        part.group(2), new Result(Integer.parseInt(part.group(1)), part.group(3), format)));
    }

    static String of(ArtworkId id, String attempt, Result result) {
        return "/v2/results/" + id + "/" + result.number() + "-" + attempt + result.secret() + "."
                + result.format().extension();
    }
}
