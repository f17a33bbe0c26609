package dev.frisket.core.bucket;

/**
 * An object as it was read.
 *
 * @param bytes the content. Owned by this record: not to be changed.
 * @param etag names this version of the object
 */
@SuppressWarnings("ArrayRecordComponent") // compared by its etag, never by content
public record StoredObject(byte[] bytes, String etag) {}
