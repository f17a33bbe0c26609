package dev.frisket.segment.picture;

import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.event.IIOReadWarningListener;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.jspecify.annotations.Nullable;

/** Decodes one file, only at the size that was checked, and aborts when its processor time is used up. */
final class Codec implements AutoCloseable {

    private final ImageReader reader;
    private final ProcessorTime time;

    private Codec(ImageReader reader, ProcessorTime time) {
        this.reader = reader;
        this.time = time;
    }

    /**
     * Opens a file with the JDK's own decoder, even if other libraries have registered theirs.
     *
     * @param format ImageIO's name of the format
     * @param file the file to decode; nothing is cached on disk
     * @param width pixels, as checked
     * @param height pixels, as checked
     * @throws PictureException if the decoder finds another size
     */
    static Codec open(String format, byte[] file, int width, int height, ProcessorTime time)
            throws IOException, PictureException {
        return open(reader(format), file, width, height, time);
    }

    /** Opens a file with any decoder. */
    static Codec open(ImageReader reader, byte[] file, int width, int height, ProcessorTime time)
            throws IOException, PictureException {
        Codec codec = new Codec(reader, time);
        try {
            reader.setInput(new MemoryCacheImageInputStream(new ByteArrayInputStream(file)), true, true);
            mustBeEqual(width, height, reader.getWidth(0), reader.getHeight(0));
            reader.addIIOReadProgressListener(new Stopper(time));
            return codec;
        } catch (IOException | PictureException | RuntimeException e) {
            codec.close();
            throw e;
        }
    }

    /** @throws PictureException if the size that was checked is not the one that will be decoded */
    static void mustBeEqual(int width, int height, int decodedWidth, int decodedHeight) throws PictureException {
        if (width != decodedWidth || height != decodedHeight) {
            throw new PictureException("The picture's file declares " + width + " x " + height + " pixels but contains "
                    + decodedWidth + " x " + decodedHeight + "; save it again with another program.");
        }
    }

    private static ImageReader reader(String format) {
        Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(format);
        while (readers.hasNext()) {
            ImageReader reader = readers.next();
            if ("java.desktop".equals(reader.getClass().getModule().getName())) {
                return reader;
            }
        }
        throw new IllegalStateException("this JDK does not read " + format);
    }

    ImageReadParam parameters() {
        return reader.getDefaultReadParam();
    }

    /** Registers a listener for the decoder's warnings. */
    void onWarning(IIOReadWarningListener listener) {
        reader.addIIOReadWarningListener(listener);
    }

    /** @throws PictureException if the processor time is used up */
    BufferedImage read(@Nullable ImageReadParam parameters) throws IOException, PictureException {
        BufferedImage image = reader.read(0, parameters);
        time.check();
        return image;
    }

    /** The samples as stored, without colour conversion. */
    Raster readRaster() throws IOException, PictureException {
        Raster raster = reader.readRaster(0, null);
        time.check();
        return raster;
    }

    @Override
    public void close() {
        reader.dispose();
    }
}
