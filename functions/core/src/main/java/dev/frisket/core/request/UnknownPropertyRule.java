package dev.frisket.core.request;

/** What happens to a request with properties that the contract does not list. */
public enum UnknownPropertyRule {
    /** It is refused. */
    REFUSE,
    /** The properties are passed over. */
    IGNORE;

    boolean refuses() {
        return switch (this) {
            case REFUSE -> true;
            case IGNORE -> false;
        };
    }
}
