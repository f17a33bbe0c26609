package dev.frisket.core.store;

import dev.frisket.core.artwork.ArtworkId;
import dev.frisket.core.artwork.Result;
import dev.frisket.core.artwork.UploadId;
import java.util.List;
import java.util.UUID;

/**
 * The keys of all objects: artworks, masks, facts, uploads, deliveries and markers in the data bucket, the rest in the
 * control bucket.
 */
public final class ObjectKeys {
    private static final String JSON = ".json";

    private ObjectKeys() {}

    /** Prefix of all artworks, of any API key. */
    public static String artworks() {
        return "artworks/";
    }

    /** Prefix of an API key's artworks, which sort newest first. */
    public static String artworks(String keyId) {
        return artworks() + keyId + "/";
    }

    /** One artwork. */
    public static String artwork(String keyId, ArtworkId id) {
        return artworks(keyId) + id.newestFirst() + JSON;
    }

    /** The artwork id that {@code key} contains. */
    public static ArtworkId artworkId(String key) {
        return ArtworkId.ofNewestFirst(key.substring(key.lastIndexOf('/') + 1, key.length() - JSON.length()));
    }

    /** The API key in the {@code key} of an artwork. */
    public static String keyId(String key) {
        return key.substring(artworks().length(), key.lastIndexOf('/'));
    }

    /**
     * Prefixes of everything that is stored under an artwork's id, apart from the artwork itself, in the order in which a
     * deletion removes it: masks first, so that their URLs stop working.
     */
    static List<String> belongingTo(ArtworkId id) {
        return List.of(masks(id), facts(id), delivery(id));
    }

    /** Prefix of an artwork's masks and cut-outs, of any attempt. */
    public static String masks(ArtworkId id) {
        return "masks/" + id + "/";
    }

    /** Prefix of the masks and cut-outs of one attempt. */
    public static String masks(ArtworkId id, String attempt) {
        return masks(id) + attempt + "/";
    }

    /** One mask or cut-out. */
    public static String mask(ArtworkId id, String attempt, Result result) {
        return masks(id, attempt) + result.fileName();
    }

    /** Prefix of the facts about an artwork's masks, of any attempt. */
    public static String facts(ArtworkId id) {
        return "facts/" + id + "/";
    }

    /** Prefix of the facts about the masks of one attempt. */
    public static String facts(ArtworkId id, String attempt) {
        return facts(id) + attempt + "/";
    }

    /** The facts of all masks of an attempt. */
    public static String masksFacts(ArtworkId id, String attempt) {
        return facts(id, attempt) + "masks" + JSON;
    }

    /** The run-length encoding of one mask. */
    public static String rle(ArtworkId id, String attempt, Result result) {
        return facts(id, attempt) + result.number() + ".rle";
    }

    /**
     * The embedding of a picture. Each organization has its own, since a shared one would reveal which pictures others
     * have.
     *
     * @param model SHA-256 of the encoder's file, in hex
     * @param picture SHA-256 of the picture's file, in hex
     */
    public static String embedding(String organization, String model, String picture) {
        return "embeddings/" + organization + "/" + model + "/" + picture;
    }

    /** Prefix of the markers of an organization's unfinished artworks, which sort newest first. */
    static String unfinished(String organization) {
        return "unfinished/" + organization + "/";
    }

    /** Prefix of the markers of an organization's postponed webhooks, which sort newest first. */
    static String postponed(String organization) {
        return "postponed/" + organization + "/";
    }

    /** Prefix of the upload with this id, of any API key. */
    public static String uploads(UploadId id) {
        return "uploads/" + id + "/";
    }

    /** The upload with this id, if it belongs to the API key. */
    public static String upload(String keyId, UploadId id) {
        return uploads(id) + keyId;
    }

    /** The record of the API key with this digest: lookups begin here. */
    public static String apiKey(String digest) {
        return "keys/" + digest + JSON;
    }

    /** Prefix of all objects of all organizations. */
    public static String organizations() {
        return "organizations/";
    }

    /** Prefix of an organization's API keys. */
    public static String organizationKeys(String organization) {
        return organizations() + organization + "/keys/";
    }

    /** Whether {@code key} names an API key of any organization. */
    public static boolean isOrganizationKey(String key) {
        return key.startsWith(organizations()) && key.contains("/keys/");
    }

    /** One API key of an organization: where lists and revocations begin. */
    public static String organizationKey(String organization, UUID keyId) {
        return organizationKeys(organization) + keyId + JSON;
    }

    /** The delivery of an artwork's webhook. */
    public static String delivery(ArtworkId id) {
        return "deliveries/" + id + ".json";
    }

    /** The secrets that sign an organization's webhooks. */
    public static String webhookSecret(String organization) {
        return organizations() + organization + "/webhook-secret" + JSON;
    }

    /**
     * The claim of an API key on an idempotency key.
     *
     * @param digest SHA-256 of the idempotency key, in hex: the key itself may contain slashes
     */
    public static String claim(String keyId, String digest) {
        return "claims/" + keyId + "/" + digest + JSON;
    }
}
