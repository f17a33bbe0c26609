package dev.frisket.core.bucket;

/**
 * An object as it was read.
 *
 * @param bytes the content, which must not be modified
 * @param etag identifies this version of the object
 */
@SuppressWarnings("ArrayRecordComponent") // compared by its etag, never by content
public record StoredObject(byte[] bytes, String etag) {}
