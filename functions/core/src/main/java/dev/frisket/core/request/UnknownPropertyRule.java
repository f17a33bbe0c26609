package dev.frisket.core.request;

/** How to treat properties that the contract does not list. */
public enum UnknownPropertyRule {
    /** The request is refused. */
    REFUSE,
    /** The properties are ignored. */
    IGNORE;

    boolean refuses() {
        return switch (this) {
            case REFUSE -> true;
            case IGNORE -> false;
        };
    }
}
