package dev.frisket.packs;

/**
 * An optimised form of a pack's file, created by a command: the same tensors in and out, in less time.
 *
 * @param name file name in the pack's folder
 * @param bytes size
 * @param sha256 digest, 64 lower-case hexadecimal digits: the command's output is reproducible
 */
public record OptimisedFile(String name, long bytes, String sha256) {}
