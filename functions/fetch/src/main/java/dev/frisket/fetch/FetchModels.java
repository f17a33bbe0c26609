package dev.frisket.fetch;

import dev.frisket.packs.ModelPack;
import java.nio.file.Path;

/**
 * Puts the files of a source tree's model packs in place, except those from a model hub, which have a command of their
 * own; the build runs this before the tests.
 */
public final class FetchModels {
    private FetchModels() {}

    /** Takes one argument: the folder {@code models}. */
    public static void main(String[] arguments) {
        ModelFetcher fetcher = ModelFetcher.ofThisMachine(System.err::println);
        ModelPack.all(Path.of(arguments[0])).stream()
                .filter(pack -> pack.manifest().source().hubRepository().isEmpty())
                .forEach(fetcher::fetch);
    }
}
