package dev.frisket.local.command;

/** Starts the program; uses no library before it has checked that they exist. */
public final class Main {
    private Main() {}

    /** Runs {@link Frisket}. */
    public static void main(String[] arguments) {
        int code;
        try {
            code = Frisket.run(arguments);
        } catch (NoClassDefFoundError e) {
            System.err.println("frisket: A library of this program can't be found: keep the folder lib next to"
                    + " frisket.jar, with all files that came with it.");
            code = 1;
        }
        System.exit(code);
    }
}
