package dev.frisket.segment.picture;

import java.util.Optional;

/** Drafts of pictures before their colours are converted, and what to compare them with. */
final class Drafts {
    private Drafts() {}

    static Samples draft(byte[] file, int enough) throws PictureException {
        return PictureDecoder.decode(
                file, picture -> picture.pixels().draft(enough, ProcessorTime.forPixels(PictureDecoder.MAX_PIXELS)));
    }

    static Samples whole(byte[] file) throws PictureException {
        return PictureDecoder.decode(
                file, picture -> picture.pixels().decode(ProcessorTime.forPixels(PictureDecoder.MAX_PIXELS)));
    }

    /** What a decoder made of a file: the samples, or the sentence of its refusal. */
    record Outcome(Optional<Samples> samples, String refusal) {}

    /** A way to decode a file. */
    interface Decoding {
        Samples of(byte[] file) throws PictureException;
    }

    static Outcome outcome(byte[] file, Decoding decoding) {
        try {
            return new Outcome(Optional.of(decoding.of(file)), "");
        } catch (PictureException e) {
            return new Outcome(Optional.empty(), e.sentence());
        }
    }

    /** The averages of square blocks of pixels; those at the right and the bottom may be smaller. */
    static Samples averages(Samples whole, int reduction) {
        int channels = whole.colours().channels();
        int width = Reduction.side(whole.width(), reduction);
        int height = Reduction.side(whole.height(), reduction);
        byte[] values = new byte[width * height * channels];
        for (int i = 0; i < values.length; i++) {
            int left = i / channels % width * reduction;
            int top = i / channels / width * reduction;
            int right = Math.min(left + reduction, whole.width());
            int bottom = Math.min(top + reduction, whole.height());
            double sum = 0;
            for (int y = top; y < bottom; y++) {
                for (int x = left; x < right; x++) {
                    sum += whole.values()[(y * whole.width() + x) * channels + i % channels] & 0xFF;
                }
            }
            values[i] = (byte) Math.round(sum / ((right - left) * (bottom - top)));
        }
        return new Samples(width, height, whole.colours(), values);
    }
}
