package dev.frisket.segment.picture;

/** Colour model of a picture's channels, for pictures without a usable profile. */
enum Colours {
    GREY(1) {
        @Override
        byte[] toSrgb(byte[] values) {
            byte[] rgb = new byte[values.length * 3];
            for (int i = 0, o = 0; i < values.length; i++) {
                byte grey = values[i];
                rgb[o++] = grey;
                rgb[o++] = grey;
                rgb[o++] = grey;
            }
            return rgb;
        }
    },
    RGB(3) {
        @Override
        byte[] toSrgb(byte[] values) {
            return values;
        }
    },
    /** 255 is full ink. */
    CMYK(4) {
        @Override
        byte[] toSrgb(byte[] values) {
            byte[] rgb = new byte[values.length / 4 * 3];
            for (int i = 0, o = 0; i < values.length; i += 4) {
                int paper = 255 - (values[i + 3] & 0xFF);
                rgb[o++] = uninked(values[i], paper);
                rgb[o++] = uninked(values[i + 1], paper);
                rgb[o++] = uninked(values[i + 2], paper);
            }
            return rgb;
        }
    };

    private final int channels;

    Colours(int channels) {
        this.channels = channels;
    }

    int channels() {
        return channels;
    }

    /**
     * Converts to sRGB with the usual assumptions.
     *
     * @param values 0..255, [pixels][channels]; the result may be the same array
     * @return 0..255, [pixels][3]
     */
    abstract byte[] toSrgb(byte[] values);

    private static byte uninked(byte ink, int paper) {
        return (byte) (((255 - (ink & 0xFF)) * paper + 127) / 255);
    }
}
