package dev.frisket.segment.picture;

/** Limits the number of a container's parts while they are read: a legitimate picture needs only so many. */
final class Parts {

    private final String format;
    private final String name;
    private final int max;
    private int count;

    /**
     * Starts a count.
     *
     * @param format name of the container's format
     * @param name of the parts, plural
     */
    Parts(String format, String name, int max) {
        this.format = format;
        this.name = name;
        this.max = max;
    }

    /** @throws PictureException if this part is one too many */
    void countAnother() throws PictureException {
        count++;
        mustBeAtMost(format, name, count, max);
    }

    /** @throws PictureException if there are more than {@code max} */
    static void mustBeAtMost(String format, String name, long count, long max) throws PictureException {
        if (count > max) {
            throw new PictureException("The " + format + " file has more than " + max + " " + name
                    + "; save it again with another program.");
        }
    }
}
