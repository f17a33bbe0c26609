package dev.frisket.core.store;

import dev.frisket.core.artwork.ArtworkId;
import dev.frisket.core.artwork.Result;
import dev.frisket.core.artwork.UploadId;
import java.util.UUID;

/** How every object is named: artworks, masks, uploads and deliveries in the data bucket, the rest in the control bucket. */
public final class ObjectKeys {
    private static final String JSON = ".json";

    private ObjectKeys() {}

    /** All artworks, whoever's. */
    public static String artworks() {
        return "artworks/";
    }

    /** All artworks of an API key, the newest first. */
    public static String artworks(String keyId) {
        return artworks() + keyId + "/";
    }

    /** One artwork. */
    public static String artwork(String keyId, ArtworkId id) {
        return artworks(keyId) + id.newestFirst() + JSON;
    }

    /** The id of the artwork that is called {@code key}. */
    public static ArtworkId artworkId(String key) {
        return ArtworkId.ofNewestFirst(key.substring(key.lastIndexOf('/') + 1, key.length() - JSON.length()));
    }

    /** All masks of an artwork, whichever attempt stored them. */
    public static String masks(ArtworkId id) {
        return "masks/" + id + "/";
    }

    /** One mask. */
    public static String mask(ArtworkId id, String attempt, Result result) {
        return masks(id) + attempt + "/" + result.fileName();
    }

    /**
     * The embedding of a picture: each organization has its own, since a shared one would tell what others have.
     *
     * @param model SHA-256 of the file that encodes, in hex
     * @param picture SHA-256 of the picture's file, in hex
     */
    public static String embedding(String organization, String model, String picture) {
        return "embeddings/" + organization + "/" + model + "/" + picture;
    }

    /** The upload of an id, whosever it is. */
    public static String uploads(UploadId id) {
        return "uploads/" + id + "/";
    }

    /** The upload of an id, if it belongs to an API key. */
    public static String upload(String keyId, UploadId id) {
        return uploads(id) + keyId;
    }

    /** What is known of the API key of this digest: look-ups begin here. */
    public static String apiKey(String digest) {
        return "keys/" + digest + JSON;
    }

    /** What there is of all organizations. */
    public static String organizations() {
        return "organizations/";
    }

    /** All API keys of an organization. */
    public static String organizationKeys(String organization) {
        return organizations() + organization + "/keys/";
    }

    /** Whether {@code key} names an API key of whatever organization. */
    public static boolean isOrganizationKey(String key) {
        return key.startsWith(organizations()) && key.contains("/keys/");
    }

    /** One API key of an organization: where lists and revocations begin. */
    public static String organizationKey(String organization, UUID keyId) {
        return organizationKeys(organization) + keyId + JSON;
    }

    /** What is known of the calls of an artwork's webhook. */
    public static String delivery(ArtworkId id) {
        return "deliveries/" + id + ".json";
    }

    /** What an organization's webhooks are signed with. */
    public static String webhookSecret(String organization) {
        return organizations() + organization + "/webhook-secret" + JSON;
    }

    /**
     * What an API key claims by an idempotency key.
     *
     * @param digest SHA-256 of the idempotency key, in hex: the key itself may hold slashes
     */
    public static String claim(String keyId, String digest) {
        return "claims/" + keyId + "/" + digest + JSON;
    }
}
