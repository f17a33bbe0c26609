package dev.frisket.core.config;

/** A setting that is on or off. */
enum Switch {
    ON,
    OFF;

    boolean on() {
        return switch (this) {
            case ON -> true;
            case OFF -> false;
        };
    }
}
