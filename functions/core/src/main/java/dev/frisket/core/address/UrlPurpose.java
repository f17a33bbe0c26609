package dev.frisket.core.address;

/** The use of an untrusted URL, which determines the permitted protocols. */
public enum UrlPurpose {
    PICTURE("protocol http or https"),
    WEBHOOK("protocol https");

    private final String protocols;

    UrlPurpose(String protocols) {
        this.protocols = protocols;
    }

    boolean permits(String scheme) {
        return switch (this) {
            case PICTURE -> scheme.equals("https") || scheme.equals("http");
            case WEBHOOK -> scheme.equals("https");
        };
    }

    String protocols() {
        return protocols;
    }
}
