package dev.frisket.segment.mask;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Writes masks as lossless WebP (VP8L of RFC 9649), straight from the plane of coverage. */
final class WebpWriter {
    /** Symbols that one core takes at a time. */
    private static final int BAND = 1 << 18;

    private WebpWriter() {}

    static byte[] write(Mask mask, Cores cores) {
        WebpSymbols symbols = Levels.binary(Levels.of(mask, cores)) ? new WebpPalette(mask) : new WebpResiduals(mask);
        int rows = Math.max(1, BAND / symbols.width());
        int bands = (symbols.height() + rows - 1) / rows;

        WebpCounts counts = new WebpCounts();
        cores.share(bands, band -> {
            WebpCounts some = new WebpCounts();
            band(symbols, band, rows).forEach(some);
            counts.add(some);
        });
        WebpCodes codes = counts.codes();

        BitWriter[] parts = new BitWriter[bands];
        cores.share(bands, band -> {
            parts[band] = new BitWriter();
            band(symbols, band, rows).forEach(codes.to(parts[band]));
        });

        BitWriter bits = new BitWriter();
        bits.write(0x2f, 8);
        bits.write(mask.width() - 1, 14);
        bits.write(mask.height() - 1, 14);
        bits.write(0, 1); // alpha is not used
        bits.write(0, 3); // version
        symbols.writeTransforms(bits);
        bits.write(0, 1); // no colour cache
        bits.write(0, 1); // one set of codes for the whole picture
        codes.writeTo(bits);
        for (BitWriter part : parts) {
            bits.write(part);
        }
        return riff(bits.toBytes());
    }

    private static WebpBand band(WebpSymbols symbols, int band, int rows) {
        return new WebpBand(symbols, band * rows, Math.min(symbols.height(), (band + 1) * rows));
    }

    private static byte[] riff(byte[] stream) {
        int padded = stream.length + stream.length % 2;
        return ByteBuffer.allocate(20 + padded)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put("RIFF".getBytes(StandardCharsets.US_ASCII))
                .putInt(12 + padded)
                .put("WEBPVP8L".getBytes(StandardCharsets.US_ASCII))
                .putInt(stream.length)
                .put(stream)
                .array();
    }
}
