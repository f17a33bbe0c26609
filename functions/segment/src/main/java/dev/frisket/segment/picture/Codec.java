package dev.frisket.segment.picture;

import java.io.ByteArrayInputStream;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** Finds the decoders that the JDK brings along. */
final class Codec {

    private Codec() {}

    /**
     * A reader of the JDK's own, whatever other libraries have registered.
     *
     * @param format ImageIO's name of it
     * @param file what it shall read; nothing is cached on disk
     */
    static ImageReader reader(String format, byte[] file) {
        Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(format);
        while (readers.hasNext()) {
            ImageReader reader = readers.next();
            if ("java.desktop".equals(reader.getClass().getModule().getName())) {
                reader.setInput(new MemoryCacheImageInputStream(new ByteArrayInputStream(file)), true, true);
                return reader;
            }
        }
        throw new IllegalStateException("this JDK does not read " + format);
    }
}
