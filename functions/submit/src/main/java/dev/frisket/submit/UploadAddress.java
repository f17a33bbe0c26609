package dev.frisket.submit;

import dev.frisket.core.artwork.UploadId;
import dev.frisket.core.id.UuidText;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The {@code imageUrl} that stands for an upload.
 *
 * @param apiUrl address of the API that made room for it, without a slash at the end
 * @param id which
 */
record UploadAddress(String apiUrl, UploadId id) {
    private static final String ROUTE = "/v2/uploads";

    // The id in either case, and one slash at the end, as in other paths.
    private static final Pattern FORM = Pattern.compile(
            "(?<api>https?://.+)" + ROUTE + "/(?<id>" + UuidText.FORM + ")/?", Pattern.CASE_INSENSITIVE);

    /** What {@code imageUrl} says; empty if it is not of the form, whoever's upload it might name. */
    static Optional<UploadAddress> parse(String imageUrl) {
        Matcher form = FORM.matcher(imageUrl);
        if (!form.matches()) {
            return Optional.empty();
        }
        return UploadId.of(UUID.fromString(form.group("id"))).map(id -> new UploadAddress(form.group("api"), id));
    }

    /** Whether {@code imageUrl} begins as the addresses of uploads that are made at {@code apiUrl}. */
    static boolean isUnder(String apiUrl, String imageUrl) {
        String prefix = apiUrl + ROUTE + "/";
        return imageUrl.regionMatches(true, 0, prefix, 0, prefix.length());
    }

    /** The one spelling that callers are told. */
    @Override
    public String toString() {
        return apiUrl + ROUTE + "/" + id;
    }
}
