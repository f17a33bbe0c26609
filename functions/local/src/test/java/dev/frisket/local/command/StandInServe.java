package dev.frisket.local.command;

import dev.frisket.segment.model.StandInPacks;
import picocli.CommandLine;

/** {@code frisket serve}, but with models that take no time. */
final class StandInServe {
    private StandInServe() {}

    public static void main(String[] arguments) {
        ServeCommand serve = new ServeCommand((packs, environment) -> new StandInPacks());
        System.exit(new CommandLine(serve).execute(arguments));
    }
}
