package dev.frisket.segment.picture;

import java.util.Arrays;
import java.util.Optional;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Compressions of TIFF files whose strips and tiles are decoded to samples; JPEG and fax codings have classes of their own. */
enum TiffCompression {
    NONE(TiffTag.UNCOMPRESSED) {
        @Override
        int decode(byte[] coded, byte[] decoded) {
            int length = Math.min(coded.length, decoded.length);
            System.arraycopy(coded, 0, decoded, 0, length);
            return length;
        }
    },
    LZW(TiffTag.LZW) {
        @Override
        int decode(byte[] coded, byte[] decoded) {
            return LzwCodes.tiff(coded, decoded);
        }
    },
    DEFLATE(TiffTag.DEFLATE, TiffTag.OLD_DEFLATE) {
        @Override
        int decode(byte[] coded, byte[] decoded) {
            Inflater inflater = new Inflater();
            try {
                inflater.setInput(coded);
                int made = 0;
                while (made < decoded.length) {
                    int more = inflater.inflate(decoded, made, decoded.length - made);
                    if (more == 0) {
                        break; // at its end, or without further input
                    }
                    made += more;
                }
                return made;
            } catch (DataFormatException e) {
                throw new IllegalArgumentException(e);
            } finally {
                inflater.end();
            }
        }
    },
    PACK_BITS(TiffTag.PACK_BITS) {
        @Override
        int decode(byte[] coded, byte[] decoded) {
            int made = 0;
            for (int at = 0; made < decoded.length && at < coded.length; ) {
                int count = coded[at++];
                if (count >= 0) {
                    int length = Math.min(count + 1, decoded.length - made);
                    System.arraycopy(coded, at, decoded, made, length);
                    at += count + 1;
                    made += length;
                } else if (count != Byte.MIN_VALUE) { // which means nothing
                    int end = Math.min(made + 1 - count, decoded.length);
                    Arrays.fill(decoded, made, end, coded[at++]);
                    made = end;
                }
            }
            return made;
        }
    };

    private final int number;
    private final int formerNumber;

    TiffCompression(int number) {
        this(number, number);
    }

    TiffCompression(int number, int formerNumber) {
        this.number = number;
        this.formerNumber = formerNumber;
    }

    static Optional<TiffCompression> of(int number) {
        return Arrays.stream(values())
                .filter(compression -> compression.number == number || compression.formerNumber == number)
                .findAny();
    }

    /**
     * Decodes a strip or tile.
     *
     * @param decoded receives its bytes until it is full
     * @return number of bytes decoded; fewer than there is room for, or an exception, if the strip is damaged
     */
    abstract int decode(byte[] coded, byte[] decoded);
}
