package dev.frisket.core.artwork;

/**
 * A stored mask, identified by its position in the response.
 *
 * @param number position, from 0
 * @param secret 32 lowercase hex digits that appear only in this result's URL
 * @param format file format of the mask
 */
public record Result(int number, String secret, MaskFormat format) {
    /** The stored file's name, unique within the attempt. */
    public String fileName() {
        return number + "-" + secret + "." + format.extension();
    }
}
