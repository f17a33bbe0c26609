package dev.frisket.submit;

/** How the refusal of a private host ends: with what can be done to have it permitted. */
public enum PrivateHostRemedy {
    /** Nothing: no setting of a deployed stack permits private hosts. */
    NONE(""),
    /** Start {@code serve}, which refuses them too unless an option says otherwise, with that option. */
    OPTION_OF_SERVE(" (serve --allow-private-hosts permits others)");

    private final String words;

    PrivateHostRemedy(String words) {
        this.words = words;
    }

    /** The end of the rule that the host breaks. */
    String words() {
        return words;
    }
}
