"""Makes the pictures beside this file and, for each, what it must decode to, as NAME.ppm.

    pip install -r requirements.txt && python make.py

Pillow, tifffile and the lines below write the files; Pillow (with LittleCMS) reads them again and says what is
expected. Where Pillow cannot read a form, the expected pixels are those that went in. pictures.txt holds the names
and by how much a sample may differ.
"""

import io
import struct
import zlib
from pathlib import Path

import numpy as np
import tifffile
from PIL import Image, ImageCms, ImageOps

HERE = Path(__file__).parent
W, H = 37, 23
tolerances = {}


def scene():
    """Gradients with an edge, a disc and no symmetry."""
    y, x = np.mgrid[0:H, 0:W]
    rgb = np.stack([x * 255 // (W - 1), y * 255 // (H - 1), (x + 2 * y) * 3 % 256], -1)
    rgb[(x - 10) ** 2 + (y - 8) ** 2 < 30] = (250, 40, 10)
    rgb[:5, -9:] = (20, 30, 240)
    return Image.fromarray(rgb.astype(np.uint8))


RGB = scene()
GREY = RGB.convert("L")
PALETTE = RGB.quantize(30)
ALPHA = Image.fromarray((np.arange(W * H) * 7 % 256).astype(np.uint8).reshape(H, W))
RGBA = RGB.copy()
RGBA.putalpha(ALPHA)


def flat(image):
    """RGB without alpha, not composited."""
    if image.mode == "P":
        lut = np.array(image.getpalette("RGB"), np.uint8).reshape(-1, 3)
        return Image.fromarray(lut[np.asarray(image)])
    if image.mode == "LA":
        image = image.getchannel("L")
    if image.mode == "RGBA":
        return Image.fromarray(np.asarray(image)[:, :, :3].copy())
    return image.convert("RGB")


def seen(path, reduction=1):
    """What Pillow sees in a file: first frame, upright, sRGB; of a JPEG file also at a half or a quarter."""
    with Image.open(path) as image:
        image.draft(image.mode, (image.width // reduction, image.height // reduction))
        image.load()
        profile = image.info.get("icc_profile")
        image = ImageOps.exif_transpose(image)
        if profile:
            image = ImageCms.profileToProfile(
                image, ImageCms.ImageCmsProfile(io.BytesIO(profile)), ImageCms.createProfile("sRGB"), outputMode="RGB")
        return flat(image)


def expect(name, image, tolerance):
    image.save(HERE / (name + ".ppm"))
    tolerances[name] = tolerance


def save(image, name, tolerance=0, **options):
    image.save(HERE / name, **options)
    expect(name, seen(HERE / name), tolerance)


def chunk(kind, content):
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def png(name, samples, depth, colour, expected, interlaced=False, extra=b"", tolerance=0):
    """Writes the forms of PNG that Pillow does not. samples: [rows][columns][channels]"""
    h, w, channels = samples.shape

    def rows(part):
        out = b""
        for row in part:
            line = row.reshape(-1)
            if depth == 16:
                packed = line.astype(">u2").tobytes()
            elif depth == 8:
                packed = line.astype(np.uint8).tobytes()
            else:
                bits = ((line[:, None] >> np.arange(depth - 1, -1, -1)) & 1).astype(np.uint8)
                packed = np.packbits(bits.reshape(-1)).tobytes()
            out += b"\0" + packed
        return out

    passes = [(0, 0, 8, 8), (0, 4, 8, 8), (4, 0, 8, 4), (0, 2, 4, 4), (2, 0, 4, 2), (0, 1, 2, 2), (1, 0, 2, 1)]
    if interlaced:
        data = b"".join(rows(samples[y::dy, x::dx]) for y, x, dy, dx in passes if samples[y::dy, x::dx].size)
    else:
        data = rows(samples)
    (HERE / name).write_bytes(
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", w, h, depth, colour, 0, 0, int(interlaced)))
        + extra + chunk(b"IDAT", zlib.compress(data)) + chunk(b"IEND", b""))
    expect(name, expected, tolerance)


def exif(orientation):
    tags = Image.Exif()
    tags[274] = orientation
    return tags.tobytes()


def swapped_profile():
    """sRGB with red and blue exchanged: whoever ignores it is far off."""
    data = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    count = struct.unpack(">I", data[128:132])[0]
    for i in range(count):
        at = 132 + i * 12
        tag = bytes(data[at:at + 4])
        data[at:at + 4] = {b"rXYZ": b"bXYZ", b"bXYZ": b"rXYZ"}.get(tag, tag)
    return bytes(data)


SWAPPED = swapped_profile()


def cmyk_profile():
    """A press whose first ink is magenta and whose second is cyan, as a table of 2^4 points in Lab."""
    inks = np.array([[1, 0, 1], [0, 1, 1], [1, 1, 0], [.1, .1, .1]])
    points = np.array([np.prod(np.where(bits, inks.T, 1), 1) for bits in np.ndindex(2, 2, 2, 2)])
    lab = ImageCms.profileToProfile(
        Image.fromarray((points * 255).astype(np.uint8)[None]), ImageCms.createProfile("sRGB"),
        ImageCms.createProfile("LAB"), outputMode="LAB")
    table = np.asarray(lab).astype(np.uint8).copy()
    table[:, :, 1:] ^= 128 if table[0, 0, 1] > 200 or table[0, 0, 1] < 50 else 0
    ramp = bytes(range(256))
    a2b = (b"mft1\0\0\0\0" + bytes([4, 3, 2, 0]) + struct.pack(">9i", *(np.eye(3).reshape(-1) * 65536).astype(int))
           + ramp * 4 + table.tobytes() + ramp * 3)
    tags = {b"desc": b"desc\0\0\0\0" + struct.pack(">I", 5) + b"test\0" + bytes(79),
            b"cprt": b"text\0\0\0\0CC0\0",
            b"wtpt": b"XYZ \0\0\0\0" + struct.pack(">3i", 63190, 65536, 54061), b"A2B0": a2b}
    directory, content, at = struct.pack(">I", len(tags)), b"", 132 + 12 * len(tags)
    for tag, value in tags.items():
        value += bytes(-len(value) % 4)
        directory += tag + struct.pack(">II", at + len(content), len(value))
        content += value
    rest = directory + content
    return (struct.pack(">I4sI4s4s4s12s4s28sIII", 128 + len(rest), b"", 0x02400000, b"prtr", b"CMYK", b"Lab ", bytes(12),
                        b"acsp", bytes(28), 63190, 65536, 54061).ljust(128, b"\0") + rest)


INKS = cmyk_profile()


def jpeg():
    for name, options in {"444": dict(subsampling=0), "422": dict(subsampling=1), "420": dict(subsampling=2),
                          "progressive": dict(progressive=True), "restarts": dict(restart_marker_rows=1)}.items():
        save(RGB, f"jpeg-{name}.jpg", 1, quality=90, **options)
    save(GREY, "jpeg-grey.jpg", 1)
    save(RGB.convert("CMYK"), "jpeg-cmyk.jpg", 1, quality=95)
    # Versions of LittleCMS sample so coarse a table differently.
    save(RGB.convert("CMYK"), "jpeg-cmyk-icc.jpg", 8, quality=95, icc_profile=INKS)
    save(RGB, "jpeg-rgb.jpg", 1, keep_rgb=True, quality=95)
    save(RGB, "jpeg-icc.jpg", 2, quality=95, icc_profile=SWAPPED)
    save(RGB, "jpeg-broken-icc.jpg", 1, quality=95)
    data = (HERE / "jpeg-broken-icc.jpg").read_bytes()
    icc = b"ICC_PROFILE\0\1\1" + b"no profile" * 30
    (HERE / "jpeg-broken-icc.jpg").write_bytes(data[:2] + b"\xff\xe2" + struct.pack(">H", len(icc) + 2) + icc + data[2:])
    for orientation in range(1, 9):
        save(RGB, f"jpeg-orientation-{orientation}.jpg", 1, quality=95, exif=exif(orientation))
    # YCCK: the scan of a CMYK file, said by its Adobe segment to be YCCK.
    data = bytearray((HERE / "jpeg-cmyk.jpg").read_bytes())
    data[data.index(b"Adobe") + 11] = 2
    (HERE / "jpeg-ycck.jpg").write_bytes(data)
    expect("jpeg-ycck.jpg", seen(HERE / "jpeg-ycck.jpg"), 2)
    # CMYK without an Adobe segment, which browsers and Pillow take for inverted like all the others.
    data = (HERE / "jpeg-cmyk.jpg").read_bytes()
    at = data.index(b"\xff\xee")
    data = data[:at] + data[at + 2 + int.from_bytes(data[at + 2:at + 4], "big"):]
    (HERE / "jpeg-cmyk-bare.jpg").write_bytes(data)
    expect("jpeg-cmyk-bare.jpg", seen(HERE / "jpeg-cmyk-bare.jpg"), 1)


def damaged_jpeg():
    """What metadata tools and cameras write, and libjpeg reads all the same."""
    plain = (HERE / "jpeg-420.jpg").read_bytes()

    def write(name, data, tolerance=1):
        (HERE / name).write_bytes(data)
        expect(name, seen(HERE / name), tolerance)

    def segment(marker, content, short=0):
        return bytes([255, marker]) + struct.pack(">H", len(content) + 2 - short) + content

    at = plain.index(b"\xff\xdb")
    write("jpeg-short-comment.jpg", plain[:at] + segment(0xFE, b"a comment of a camera trap\n", 2) + plain[at:])
    write("jpeg-short-metadata.jpg", plain[:2] + segment(0xE1, b"Exif\0\0" + exif(6)[6:] + b"\0\0", 2) + plain[2:])
    write("jpeg-stray-bytes.jpg", plain[:at] + b"\0stray\xff\0\xff\xff" + plain[at:])
    write("jpeg-empty-length.jpg", plain[:at] + b"\xff\xfe\0\0" + plain[at:])
    # A scan of a progressive file, behind which stands such a comment.
    progressive = (HERE / "jpeg-progressive.jpg").read_bytes()
    at = progressive.index(b"\xff\xda")
    at = at + 2 + progressive[at + 2:].index(b"\xff\xc4")
    write("jpeg-short-comment-between-scans.jpg", progressive[:at] + segment(0xFE, b"comment\n", 2) + progressive[at:])
    for name in ["420", "grey"]:
        # Pillow writes the tables that Motion-JPEG takes for granted, and reads the file without them as it did before.
        data = (HERE / f"jpeg-{name}.jpg").read_bytes()
        expected = seen(HERE / f"jpeg-{name}.jpg")
        while (at := data.find(b"\xff\xc4")) >= 0:
            data = data[:at] + data[at + 2 + int.from_bytes(data[at + 2:at + 4], "big"):]
        (HERE / f"jpeg-without-codes-{name}.jpg").write_bytes(data)
        expect(f"jpeg-without-codes-{name}.jpg", expected, 1)


def png_all():
    save(RGB, "png-rgb.png")
    save(RGBA, "png-rgba.png")
    save(GREY, "png-grey.png")
    save(Image.merge("LA", [GREY, ALPHA]), "png-grey-alpha.png")
    save(PALETTE, "png-palette.png", bits=8)
    save(PALETTE, "png-palette-transparent.png", transparency=bytes(range(0, 240, 8)))
    save(RGB.quantize(4), "png-palette-2bit.png", bits=2)
    save(RGB.quantize(2), "png-palette-1bit.png", bits=1)
    save(GREY.convert("1"), "png-1bit.png")
    save(RGB, "png-transparent-colour.png", transparency=(250, 40, 10))
    save(RGB, "png-icc.png", 2, icc_profile=SWAPPED)
    save(RGB, "png-orientation-6.png", exif=exif(6))
    save(Image.new("RGB", (1, 1), (1, 2, 3)), "png-one-pixel.png")
    rgb = np.asarray(RGB).astype(np.int64)
    grey = np.asarray(GREY).astype(np.int64)[:, :, None]
    alpha = np.asarray(ALPHA).astype(np.int64)[:, :, None]
    png("png-rgb16.png", rgb * 257, 16, 2, RGB)
    png("png-rgba16.png", np.concatenate([rgb, alpha], 2) * 257, 16, 6, RGB)
    png("png-grey16.png", grey * 257, 16, 0, flat(GREY))
    png("png-grey4.png", grey >> 4, 4, 0, flat(Image.fromarray(((grey >> 4) * 17)[:, :, 0].astype(np.uint8))))
    png("png-grey2.png", grey >> 6, 2, 0, flat(Image.fromarray(((grey >> 6) * 85)[:, :, 0].astype(np.uint8))))
    png("png-interlaced.png", rgb, 8, 2, RGB, interlaced=True)
    png("png-interlaced-rgba16.png", np.concatenate([rgb, alpha], 2) * 257, 16, 6, RGB, interlaced=True)
    png("png-broken-icc.png", rgb, 8, 2, RGB, extra=chunk(b"iCCP", b"x\0\0" + zlib.compress(b"nothing")))


def webp():
    save(RGB, "webp-lossy.webp", 1, quality=80)
    save(RGB, "webp-lossless.webp", lossless=True)
    save(RGBA, "webp-lossless-alpha.webp", lossless=True, exact=True)
    save(RGBA, "webp-lossy-alpha.webp", 1, quality=80, exact=True)
    save(RGB, "webp-orientation-8.webp", lossless=True, exif=exif(8))
    save(RGB, "webp-icc.webp", 2, lossless=True, icc_profile=SWAPPED)
    save(RGB, "webp-animated.webp", lossless=True, save_all=True, append_images=[RGB.rotate(180)])
    # A first frame that covers a part of a larger canvas.
    data = bytearray((HERE / "webp-animated.webp").read_bytes())
    data[24:30] = struct.pack("<I", W + 9)[:3] + struct.pack("<I", H + 5)[:3]
    at = data.index(b"ANMF") + 8
    data[at:at + 6] = struct.pack("<I", 2)[:3] + struct.pack("<I", 1)[:3]
    (HERE / "webp-offset.webp").write_bytes(data)
    canvas = Image.new("RGB", (W + 10, H + 6))
    canvas.paste(RGB, (4, 2))
    expect("webp-offset.webp", canvas, 0)


def gif():
    save(RGB, "gif.gif")
    save(PALETTE, "gif-interlaced.gif", interlace=1)
    save(PALETTE, "gif-transparent.gif", transparency=3)
    save(RGB, "gif-animated.gif", save_all=True, append_images=[RGB.rotate(180)], duration=50, loop=0)
    # A frame that covers a part of a larger logical screen.
    data = bytearray((HERE / "gif.gif").read_bytes())
    data[6:10] = struct.pack("<HH", W + 10, H + 6)
    at = 13 + (3 << ((data[10] & 7) + 1))
    while data[at] == 0x21:
        at += 2
        while data[at]:
            at += 1 + data[at]
        at += 1
    data[at + 1:at + 5] = struct.pack("<HH", 4, 3)
    (HERE / "gif-offset.gif").write_bytes(data)
    canvas = Image.new("RGB", (W + 10, H + 6))
    canvas.paste(seen(HERE / "gif.gif"), (4, 3))
    expect("gif-offset.gif", canvas, 0)


def runs8(row):
    """Runs of one index, and the first three columns as they are."""
    out = bytes([0, 3, *row[:3], 0])
    for index in row[3:]:
        out = out[:-2] + bytes([out[-2] + 1, index]) if out[-1] == index and len(out) > 6 else out + bytes([1, index])
    return out


def bmp_file(name, bits, compression, tables, body, expected, tolerance=0):
    start = 54 + len(tables)
    (HERE / name).write_bytes(
        b"BM" + struct.pack("<IHHI", start + len(body), 0, 0, start)
        + struct.pack("<IiiHHIIiiII", 40, W, H, 1, bits, compression, len(body), 2835, 2835,
                      0 if compression == 3 else len(tables) // 4, 0)
        + tables + body)
    expect(name, expected, tolerance)


def bmp():
    save(RGB, "bmp-rgb.bmp")
    save(GREY, "bmp-grey.bmp")
    save(PALETTE, "bmp-palette.bmp")
    save(GREY.convert("1"), "bmp-1bit.bmp")
    save(RGBA, "bmp-rgba.bmp")
    # Rows from the top: a negative height.
    data = bytearray((HERE / "bmp-rgba.bmp").read_bytes())
    data[22:26] = struct.pack("<i", -H)
    (HERE / "bmp-top-down.bmp").write_bytes(data)
    expect("bmp-top-down.bmp", ImageOps.flip(seen(HERE / "bmp-rgba.bmp")), 0)
    # 32 bits in fields of their own: green, blue, red, and 10, 11, 10 bits of them.
    wide = np.asarray(RGB).astype(np.uint32)[::-1]
    fields = ((wide[..., 1] << 2 | wide[..., 1] >> 6) << 22 | (wide[..., 2] << 3 | wide[..., 2] >> 5) << 11
              | wide[..., 0] << 3 | wide[..., 0] >> 5)
    bmp_file("bmp-fields.bmp", 32, 3, struct.pack("<III", 0x7FF, 0x3FF << 22, 0x7FF << 11), fields.astype("<u4").tobytes(),
             RGB, 1)
    palette = b"".join(bytes(c[::-1]) + b"\0" for c in np.array(PALETTE.getpalette("RGB")).reshape(-1, 3).tolist())
    indexes = np.asarray(PALETTE)
    runs = b"".join(runs8(row) + b"\0\0" for row in indexes[::-1]) + b"\0\1"
    bmp_file("bmp-rle8.bmp", 8, 1, palette, runs, flat(PALETTE))
    few = RGB.quantize(16)
    palette = b"".join(bytes(c[::-1]) + b"\0" for c in np.array(few.getpalette("RGB")).reshape(-1, 3).tolist())
    pairs = b"".join(b"".join(bytes([1, i << 4]) for i in row) + b"\0\0" for row in np.asarray(few)[::-1]) + b"\0\1"
    bmp_file("bmp-rle4.bmp", 4, 2, palette, pairs, flat(few))
    # Programs that leave the file's size out, or write that of a header.
    for name, base, size in [("0", "rle8", 0), ("16", "rgb", 16), ("54", "rle4", 54), ("54-rgb", "rgb", 54)]:
        data = bytearray((HERE / f"bmp-{base}.bmp").read_bytes())
        data[2:6] = struct.pack("<I", size)
        if base != "rgb":
            data[34:38] = bytes(4)  # and that of the pixels, which may be left out
        (HERE / f"bmp-file-size-{name}.bmp").write_bytes(data)
        expect(f"bmp-file-size-{name}.bmp", seen(HERE / f"bmp-{base}.bmp"), 0)
    # 16 bits, 5-5-5.
    rgb = np.asarray(RGB).astype(np.uint16) >> 3
    words = (rgb[::-1, :, 0] << 10 | rgb[::-1, :, 1] << 5 | rgb[::-1, :, 2]).astype("<u2")
    padded = np.zeros((H, (W * 2 + 3) // 4 * 2), "<u2")
    padded[:, :W] = words
    body = padded.tobytes()
    (HERE / "bmp-555.bmp").write_bytes(
        b"BM" + struct.pack("<IHHI", 54 + len(body), 0, 0, 54)
        + struct.pack("<IiiHHIIiiII", 40, W, H, 1, 16, 0, len(body), 2835, 2835, 0, 0) + body)
    expect("bmp-555.bmp", seen(HERE / "bmp-555.bmp"), 1)


def cmyk_jpeg(name):
    """A strip that is a JPEG file, whose samples mean ink as they are: TIFF knows no inverted ones."""
    ink = RGB.convert("CMYK")
    stored = io.BytesIO()
    Image.fromarray(255 - np.asarray(ink), "CMYK").save(stored, "JPEG", quality=95)  # Pillow inverts once more
    strip = stored.getvalue()
    tags = [(256, W), (257, H), (258, 0), (259, 7), (262, 5), (273, 16), (277, 4), (278, H), (279, len(strip))]
    entries = [struct.pack("<HHII", 258, 3, 4, 8) if tag == 258 else struct.pack("<HHIHH", tag, 3, 1, value, 0)
               for tag, value in tags]
    (HERE / name).write_bytes(
        b"II*\0" + struct.pack("<IHHHH", 16 + len(strip), 8, 8, 8, 8) + strip
        + struct.pack("<H", len(tags)) + b"".join(entries) + struct.pack("<I", 0))
    expect(name, seen(HERE / name), 1)


def tiff():
    for compression in ["raw", "tiff_lzw", "tiff_adobe_deflate", "packbits"]:
        save(RGB, f"tiff-{compression.removeprefix('tiff_')}.tif", compression=compression)
    save(RGB, "tiff-jpeg.tif", 1, compression="jpeg", quality=95)
    save(RGB.convert("YCbCr"), "tiff-ycbcr-jpeg.tif", 2, compression="jpeg", quality=95)
    save(GREY, "tiff-grey.tif")
    save(RGBA, "tiff-rgba.tif")
    # Palettes have 16 bits, of which Pillow takes the upper half and we the nearest 8-bit value.
    save(PALETTE, "tiff-palette.tif", 1)
    save(GREY.convert("1"), "tiff-group4.tif", compression="group4")
    save(GREY.convert("1"), "tiff-group3.tif", compression="group3")
    save(RGB.convert("CMYK"), "tiff-cmyk.tif", 1)
    save(RGB, "tiff-icc.tif", 2, icc_profile=SWAPPED)
    save(RGB, "tiff-orientation-5.tif", tiffinfo={274: 5})
    save(RGB, "tiff-pages.tif", save_all=True, append_images=[RGB.rotate(180)])
    rgb = np.asarray(RGB)
    grey = np.asarray(GREY)

    def write(name, data, expected=RGB, **options):
        tifffile.imwrite(HERE / name, data, metadata=None, software=None, **options)
        expect(name, expected, 0)

    write("tiff-rgb16.tif", rgb.astype(np.uint16) * 257, photometric="rgb")
    write("tiff-big-endian.tif", rgb.astype(np.uint16) * 257, photometric="rgb", byteorder=">")
    write("tiff-planar.tif", np.moveaxis(rgb, 2, 0).copy(), photometric="rgb", planarconfig="separate")
    write("tiff-tiled.tif", rgb, photometric="rgb", tile=(16, 16))
    write("tiff-strips.tif", rgb, photometric="rgb", rowsperstrip=4)
    write("tiff-predictor.tif", rgb, photometric="rgb", predictor=2, compression="zlib")
    write("tiff-white-is-zero.tif", 255 - grey, flat(GREY), photometric="miniswhite")
    write("tiff-grey16.tif", grey.astype(np.uint16) * 257, flat(GREY), photometric="minisblack")
    rgb16 = rgb.astype(np.uint16) * 257
    wide = {"predictor": 2, "compression": "lzw"}
    write("tiff-lzw-predictor16.tif", rgb16, photometric="rgb", rowsperstrip=4, **wide)
    write("tiff-lzw-predictor16-tiled.tif", rgb16, photometric="rgb", tile=(16, 16), byteorder=">", **wide)
    write("tiff-predictor32-planar.tif", np.moveaxis(rgb, 2, 0).astype(np.uint32) * 0x1010101, photometric="rgb",
          planarconfig="separate", predictor=2, compression="zlib")
    write("tiff-white-is-zero-predictor16.tif", 65535 - grey.astype(np.uint16) * 257, flat(GREY),
          photometric="miniswhite", **wide)
    write("tiff-rgb32.tif", rgb.astype(np.uint32) * 0x1010101, photometric="rgb")
    cmyk_jpeg("tiff-cmyk-jpeg.tif")
    # Colours multiplied by alpha; where alpha is small, 8 bits of them say little, and Pillow says what they say.
    alpha = np.asarray(ALPHA)[:, :, None] / 255
    multiplied = np.concatenate([np.round(rgb * alpha), np.round(alpha * 255)], 2)
    write("tiff-associated-alpha.tif", multiplied.astype(np.uint8), photometric="rgb", extrasamples=["assocalpha"])
    expect("tiff-associated-alpha.tif", seen(HERE / "tiff-associated-alpha.tif"), 1)
    wide = np.concatenate([np.round(rgb * 257.0 * alpha), np.round(alpha * 65535)], 2).astype(np.uint16)
    write("tiff-associated-alpha16.tif", wide, photometric="rgb", extrasamples=["assocalpha"])
    expect("tiff-associated-alpha16.tif", Image.fromarray(np.where(alpha > 0, rgb, 0).astype(np.uint8)), 1)
    write("tiff-float.tif", (rgb / 255).astype(np.float32), photometric="rgb")


if __name__ == "__main__":
    for old in HERE.glob("*.*"):
        if old.suffix not in {".py", ".txt"}:
            old.unlink()
    for make in [jpeg, damaged_jpeg, png_all, webp, gif, bmp, tiff]:
        make()
    (HERE / "pictures.txt").write_text("".join(f"{n} {t}\n" for n, t in sorted(tolerances.items())))
