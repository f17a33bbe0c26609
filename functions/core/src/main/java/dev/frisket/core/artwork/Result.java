package dev.frisket.core.artwork;

/**
 * A stored mask, known by its place in the answer.
 *
 * @param number 0 for the first result
 * @param secret 32 lowercase hex digits that only this result's URL tells
 * @param format file format of the mask
 */
public record Result(int number, String secret, MaskFormat format) {
    /** The stored file's name, unique within the attempt. */
    public String fileName() {
        return number + "-" + secret + "." + format.extension();
    }
}
