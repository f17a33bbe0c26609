package dev.frisket.segment.picture;

/** Tags of a TIFF directory, and the values of tags that the code distinguishes: TIFF 6.0, with Adobe's supplements. */
final class TiffTag {
    static final int KIND = 254;
    static final int OLD_KIND = 255;
    static final int IMAGE_WIDTH = 256;
    static final int IMAGE_LENGTH = 257;
    static final int BITS_PER_SAMPLE = 258;
    static final int COMPRESSION = 259;
    static final int PHOTOMETRIC = 262;
    static final int FILL_ORDER = 266;
    static final int MAKE = 271;
    static final int STRIP_OFFSETS = 273;
    static final int SAMPLES_PER_PIXEL = 277;
    static final int ROWS_PER_STRIP = 278;
    static final int STRIP_BYTES = 279;
    static final int PLANAR_CONFIGURATION = 284;
    static final int GROUP_3_OPTIONS = 292;
    static final int GROUP_4_OPTIONS = 293;
    static final int PREDICTOR = 317;
    static final int PALETTE = 320;
    static final int TILE_WIDTH = 322;
    static final int TILE_LENGTH = 323;
    static final int TILE_OFFSETS = 324;
    static final int TILE_BYTES = 325;
    static final int FURTHER_DIRECTORIES = 330;
    static final int EXTRA_SAMPLES = 338;
    static final int SAMPLE_FORMAT = 339;
    static final int JPEG_TABLES = 347;
    static final int JPEG_OFFSET = 513;
    static final int JPEG_BYTES = 514;
    static final int JPEG_RESTART_INTERVAL = 515;
    static final int JPEG_QUANTISATION = 519;
    static final int JPEG_DC_CODES = 520;
    static final int JPEG_AC_CODES = 521;
    static final int YCBCR_COEFFICIENTS = 529;
    static final int YCBCR_SUBSAMPLING = 530;
    static final int REFERENCE_BLACK_WHITE = 532;
    static final int ICC_PROFILE = 34675;
    static final int DNG_VERSION = 50706;

    static final int UNCOMPRESSED = 1;
    static final int LZW = 5;
    static final int OLD_JPEG = 6;
    static final int JPEG = 7;
    static final int DEFLATE = 8;
    static final int OLD_DEFLATE = 32946;
    static final int PACK_BITS = 32773;

    static final int WHITE_IS_ZERO = 0;
    static final int BLACK_IS_ZERO = 1;
    static final int RGB = 2;
    static final int PALETTE_COLOURS = 3;
    static final int CMYK = 5;
    static final int YCBCR = 6;
    static final int CIELAB = 8;
    /** What a camera's sensor saw through its colour filters. */
    static final int COLOUR_FILTERS = 32803;

    static final int NO_PREDICTOR = 1;
    static final int DIFFERENCES = 2;
    static final int FLOATING_DIFFERENCES = 3;

    /** Value of the planar configuration: channels are stored separately. */
    static final int PLANAR = 2;

    /** Of the extra samples: alpha by which the colours are multiplied. */
    static final int ASSOCIATED_ALPHA = 1;

    static final int WHOLE_NUMBERS = 1;
    static final int FLOATING_POINT = 3;
    static final int UNTYPED = 4;

    private TiffTag() {}
}
