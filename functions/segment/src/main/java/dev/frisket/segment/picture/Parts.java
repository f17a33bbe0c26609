package dev.frisket.segment.picture;

/** Limits the number of a container's parts while they are read: a legitimate picture needs only so many. */
final class Parts {

    private final String format;
    private final String name;
    private final int most;
    private int count;

    /**
     * Starts a count.
     *
     * @param format name of the container's format
     * @param name of the parts, plural
     */
    Parts(String format, String name, int most) {
        this.format = format;
        this.name = name;
        this.most = most;
    }

    /** @throws PictureException if this part is one too many */
    void countAnother() throws PictureException {
        count++;
        mustBeAtMost(format, name, count, most);
    }

    /** @throws PictureException if there are more than {@code most} */
    static void mustBeAtMost(String format, String name, long count, long most) throws PictureException {
        if (count > most) {
            throw new PictureException("The " + format + " file has more than " + most + " " + name
                    + "; save it again with another program.");
        }
    }
}
