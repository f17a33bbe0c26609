package dev.frisket.core.artwork;

import java.time.Instant;
import java.util.List;
import java.util.Random;

/** Artworks for tests. */
public final class Artworks {
    private static final Random RANDOM = new Random(7);

    private Artworks() {}

    /** A request for one point in the middle. */
    public static Parameters onePoint(String imageUrl) {
        return new Parameters(
                imageUrl,
                Method.POINTS,
                TextParameters.DEFAULTS,
                new PointsParameters(new PointGroup(List.of(new Point(0.5, 0.5)), null), null, 0, true, true),
                MaskParameters.DEFAULTS,
                OutputFormat.AUTO,
                null);
    }

    /** A new artwork of {@code keyId} that asks for words. */
    public static Artwork text(String keyId, Instant createdAt, String prompt) {
        Artwork artwork = starting(keyId, createdAt);
        Parameters points = artwork.parameters();
        return new Artwork(
                artwork.id(),
                keyId,
                artwork.organization(),
                artwork.apiUrl(),
                new Parameters(
                        points.imageUrl(),
                        Method.TEXT,
                        new TextParameters(prompt, 0.2, -1, true),
                        PointsParameters.DEFAULTS,
                        points.mask(),
                        points.outputFormat(),
                        null),
                artwork.deadline(),
                artwork.state());
    }

    /** A new artwork of {@code keyId}. */
    public static Artwork starting(String keyId, Instant createdAt) {
        ArtworkId id = ArtworkId.create(createdAt, RANDOM);
        return new Artwork(
                id,
                keyId,
                "acme",
                "https://api.example/v1",
                onePoint("https://pictures.example/cat.jpg"),
                id.createdAt().plus(Artwork.TIME_TO_END),
                new State.Starting());
    }
}
