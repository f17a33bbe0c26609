package dev.frisket.segment.picture;

import javax.imageio.ImageReader;
import javax.imageio.event.IIOReadProgressListener;

/** Aborts a decoder when its processor time is used up; decoders report progress after each row or tile. */
final class Stopper implements IIOReadProgressListener {

    private final ProcessorTime time;

    Stopper(ProcessorTime time) {
        this.time = time;
    }

    @Override
    public void imageProgress(ImageReader source, float percentageDone) {
        if (time.isOver()) {
            source.abort();
        }
    }

    @Override
    public void sequenceStarted(ImageReader source, int minIndex) {}

    @Override
    public void sequenceComplete(ImageReader source) {}

    @Override
    public void imageStarted(ImageReader source, int imageIndex) {}

    @Override
    public void imageComplete(ImageReader source) {}

    @Override
    public void thumbnailStarted(ImageReader source, int imageIndex, int thumbnailIndex) {}

    @Override
    public void thumbnailProgress(ImageReader source, float percentageDone) {}

    @Override
    public void thumbnailComplete(ImageReader source) {}

    @Override
    public void readAborted(ImageReader source) {}
}
