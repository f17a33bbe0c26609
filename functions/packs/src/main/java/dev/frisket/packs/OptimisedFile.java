package dev.frisket.packs;

/**
 * What a command can make of a file of a pack: the same tensors in and out, in less time.
 *
 * @param name file name in the pack's folder
 * @param bytes size
 * @param sha256 digest, 64 lower-case hexadecimal digits: it is made the same everywhere
 */
public record OptimisedFile(String name, long bytes, String sha256) {}
