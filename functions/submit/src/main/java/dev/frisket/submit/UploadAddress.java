package dev.frisket.submit;

import dev.frisket.core.artwork.UploadId;
import dev.frisket.core.id.UuidText;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The {@code imageUrl} that refers to an upload.
 *
 * @param apiUrl base URL of the API that prepared it, without a trailing slash
 * @param id id of the upload
 */
record UploadAddress(String apiUrl, UploadId id) {
    private static final String ROUTE = "/v2/uploads";

    // The id in either case, and optionally a slash at the end, as in other paths.
    private static final Pattern FORM = Pattern.compile(
            "(?<api>https?://.+)" + ROUTE + "/(?<id>" + UuidText.FORM + ")/?", Pattern.CASE_INSENSITIVE);

    /** Parses {@code imageUrl}; empty if it has another form. Does not check who owns the upload, or that it exists. */
    static Optional<UploadAddress> parse(String imageUrl) {
        Matcher form = FORM.matcher(imageUrl);
        if (!form.matches()) {
            return Optional.empty();
        }
        return UploadId.of(UUID.fromString(form.group("id"))).map(id -> new UploadAddress(form.group("api"), id));
    }

    /** Whether {@code imageUrl} begins like the addresses of uploads prepared at {@code apiUrl}. */
    static boolean isUnder(String apiUrl, String imageUrl) {
        String prefix = apiUrl + ROUTE + "/";
        return imageUrl.regionMatches(true, 0, prefix, 0, prefix.length());
    }

    /** The canonical spelling, which callers receive. */
    @Override
    public String toString() {
        return apiUrl + ROUTE + "/" + id;
    }
}
