package dev.frisket.core.artwork;

import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Artworks for tests. */
public final class Artworks {
    private static final Random RANDOM = new Random(7);

    private Artworks() {}

    /** A request with one point in the middle. */
    public static Parameters onePoint(String imageUrl) {
        return onePoint(imageUrl, null);
    }

    private static Parameters onePoint(String imageUrl, @Nullable String webhook) {
        return new Parameters(
                imageUrl,
                Method.POINTS,
                TextParameters.DEFAULTS,
                new PointsParameters(new PointGroup(List.of(new Point(0.5, 0.5)), null), null, 0, true, true),
                MaskParameters.DEFAULTS,
                OutputFormat.AUTO,
                webhook);
    }

    /** A new artwork of {@code keyId} with a text prompt. */
    public static Artwork text(String keyId, Instant createdAt, String prompt) {
        return prompted(
                keyId, createdAt, Method.TEXT, new TextParameters(prompt, 0.2, -1, true), PointsParameters.DEFAULTS);
    }

    /** A new artwork of {@code keyId} that requests all three candidates of a point. */
    public static Artwork candidates(String keyId, Instant createdAt) {
        PointsParameters points =
                new PointsParameters(new PointGroup(List.of(new Point(0.5, 0.5)), null), null, 0, true, false);
        return prompted(keyId, createdAt, Method.POINTS, TextParameters.DEFAULTS, points);
    }

    /** A new artwork of {@code keyId} that asks for boxes. */
    public static Artwork boxes(String keyId, Instant createdAt, BoxesParameters boxes) {
        return with(keyId, createdAt, Method.BOXES, TextParameters.DEFAULTS, PointsParameters.DEFAULTS, boxes);
    }

    /** A new artwork of {@code keyId} that asks for a box beside points, or without any. */
    public static Artwork points(String keyId, Instant createdAt, PointsParameters points) {
        return prompted(keyId, createdAt, Method.POINTS, TextParameters.DEFAULTS, points);
    }

    /** A new artwork of {@code keyId} that asks for a point and work on its mask. */
    public static Artwork worked(String keyId, Instant createdAt, MaskParameters mask) {
        Artwork artwork = starting(keyId, createdAt);
        Parameters other = artwork.parameters();
        return with(
                artwork,
                new Parameters(
                        other.imageUrl(), other.method(), other.text(), other.points(), mask, OutputFormat.PNG, null));
    }

    /** A new artwork of {@code keyId} that asks for all three candidates of a point, their masks as PNG, and cut-outs. */
    public static Artwork cutOut(String keyId, Instant createdAt, CutoutFormat format) {
        Artwork artwork = candidates(keyId, createdAt);
        Parameters other = artwork.parameters();
        return with(
                artwork,
                new Parameters(
                        other.imageUrl(),
                        other.method(),
                        other.text(),
                        other.points(),
                        other.boxes(),
                        other.mask(),
                        OutputFormat.PNG,
                        format,
                        null));
    }

    private static Artwork with(Artwork artwork, Parameters parameters) {
        return new Artwork(
                artwork.id(),
                artwork.keyId(),
                artwork.organization(),
                artwork.apiUrl(),
                parameters,
                artwork.deadline(),
                artwork.state());
    }

    private static Artwork prompted(
            String keyId, Instant createdAt, Method method, TextParameters text, PointsParameters points) {
        return with(keyId, createdAt, method, text, points, BoxesParameters.DEFAULTS);
    }

    private static Artwork with(
            String keyId,
            Instant createdAt,
            Method method,
            TextParameters text,
            PointsParameters points,
            BoxesParameters boxes) {
        Artwork artwork = starting(keyId, createdAt);
        Parameters other = artwork.parameters();
        return with(
                artwork,
                new Parameters(
                        other.imageUrl(), method, text, points, boxes, other.mask(), other.outputFormat(), null, null));
    }

    /** A new artwork of {@code keyId}. */
    public static Artwork starting(String keyId, Instant createdAt) {
        return withWebhook(keyId, createdAt, null);
    }

    /** A new artwork of {@code keyId} whose picture is one of its uploads. */
    public static Artwork uploaded(String keyId, Instant createdAt, UploadId upload) {
        Artwork artwork = starting(keyId, createdAt);
        String apiUrl = artwork.apiUrl();
        Parameters parameters = onePoint(apiUrl + "/v2/uploads/" + upload);
        return new Artwork(
                artwork.id(), keyId, "acme", apiUrl, parameters, upload, false, artwork.deadline(), artwork.state());
    }

    /** A new artwork of {@code keyId} with a webhook; null for none. */
    public static Artwork withWebhook(String keyId, Instant createdAt, @Nullable String webhook) {
        ArtworkId id = ArtworkId.create(createdAt, RANDOM);
        return new Artwork(
                id,
                keyId,
                "acme",
                "https://api.example/v1",
                onePoint("https://pictures.example/cat.jpg", webhook),
                id.createdAt().plus(Artwork.TIME_TO_END),
                new State.Starting());
    }
}
