"""Makes pictures of rarer forms beside those of make.py, in the same way.

    pip install -r requirements.txt && python rare.py

After make.py, whose list in pictures.txt it extends.
"""

import struct
import zlib

import numpy as np
import tifffile
from PIL import Image

import make
from make import ALPHA, GREY, H, HERE, PALETTE, RGB, W, expect, flat, save, seen

D50 = np.array([0.9642, 1, 0.8249])
SRGB_TO_XYZ = np.array([[0.4361, 0.3851, 0.1431], [0.2225, 0.7169, 0.0606], [0.0139, 0.0971, 0.7141]])


def lab(rgb):
    """Of sRGB, 0..1, [...][3]; CIELAB for D50."""
    linear = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
    t = linear @ SRGB_TO_XYZ.T / D50
    x, y, z = np.moveaxis(np.where(t > 216 / 24389, np.cbrt(t), (24389 / 27 * t + 16) / 116), -1, 0)
    return np.stack([116 * y - 16, 500 * (x - y), 200 * (y - z)], -1)


def table_profile(kind, space, version, points, black):
    """
    A profile that consists of tables: the perceptual one uses the whole range of lightness, the colorimetric one has the
    black of ink on paper.

    kind: of device, prtr or mntr; points: of the grid for each channel; black: lightness of all ink, colorimetric
    """
    channels = len(space.strip())
    levels = np.linspace(0, 1, points)
    grid = np.stack(np.meshgrid(*[levels] * channels, indexing="ij"), -1)
    if channels == 4:
        inks = np.array([[0.1, 0.6, 0.85], [0.85, 0.15, 0.5], [0.95, 0.9, 0.1], [0.04, 0.04, 0.04]])
        colours = np.prod(1 - (1 - inks) * (grid[..., None] ** 0.8), -2)
    else:
        colours = np.clip(grid ** 1.2 @ np.array([[0.9, 0.07, 0.03], [0.05, 0.9, 0.05], [0.02, 0.08, 0.9]]), 0, 1)
    seen_lab = lab(colours)
    lightest, darkest = seen_lab[..., 0].max(), seen_lab[..., 0].min()
    scale = (seen_lab[..., 0] - darkest) / (lightest - darkest)

    def table(low, high):
        values = seen_lab.copy()
        values[..., 0] = low + (high - low) * scale
        coded = np.clip(np.round(values * [2.55, 1, 1] + [0, 128, 128]), 0, 255).astype(np.uint8)
        ramp = bytes(range(256))
        return (b"mft1\0\0\0\0" + bytes([channels, 3, points, 0])
                + struct.pack(">9i", *(np.eye(3).reshape(-1) * 65536).astype(int)) + ramp * channels + coded.tobytes()
                + ramp * 3)

    if version == 4:
        def text(words):
            return (b"mluc\0\0\0\0" + struct.pack(">II2s2sII", 1, 12, b"en", b"US", 2 * len(words), 28)
                    + words.encode("utf-16-be"))
    else:
        def text(words):
            return b"desc\0\0\0\0" + struct.pack(">I", len(words) + 1) + words.encode() + bytes(80)
    tags = {b"desc": text("test"), b"cprt": text("CC0") if version == 4 else b"text\0\0\0\0CC0\0",
            b"wtpt": b"XYZ \0\0\0\0" + struct.pack(">3i", 63190, 65536, 54061),
            b"A2B0": table(3, 100), b"A2B1": table(black, 94)}
    directory, content, at = struct.pack(">I", len(tags)), b"", 132 + 12 * len(tags)
    for tag, value in tags.items():
        value += bytes(-len(value) % 4)
        directory += tag + struct.pack(">II", at + len(content), len(value))
        content += value
    rest = directory + content
    return (struct.pack(">I4sI4s4s4s12s4s28sIII", 128 + len(rest), b"", version << 24, kind, space, b"Lab ", bytes(12),
                        b"acsp", bytes(28), 63190, 65536, 54061).ljust(128, b"\0") + rest)


def print_colours():
    """Pillow converts by the perceptual intent, to an sRGB of version 4: with black-point compensation."""
    ink = np.asarray(RGB.convert("CMYK")).copy()
    ink[-6:] = (0, 0, 0, 255)
    ink[-3:] = 255
    for version in [2, 4]:
        save(Image.fromarray(ink, "CMYK"), f"tiff-print-cmyk-{version}.tif", 2, compression="tiff_adobe_deflate",
             icc_profile=table_profile(b"prtr", b"CMYK", version, 7, 16))
    dark = np.asarray(RGB).copy()
    dark[-4:] = 0
    save(Image.fromarray(dark), "png-print-rgb.png", 2, icc_profile=table_profile(b"prtr", b"RGB ", 2, 9, 16))
    save(Image.fromarray(dark), "png-display-tables.png", 2, icc_profile=table_profile(b"mntr", b"RGB ", 4, 9, 16))


def gif_file(name, indices, palette, literal_bits=8, begins_cleared=True, clears=1, end=True):
    """An encoder with the choices that Pillow's lacks. clears: codes in a row; with none, a full table stays as it is."""
    height, width = indices.shape
    clear = 1 << literal_bits
    bits, count, out = 0, 0, bytearray()

    def put(code, size):
        nonlocal bits, count
        bits |= code << count
        count += size
        while count >= 8:
            out.append(bits & 255)
            bits >>= 8
            count -= 8

    table, next_code, size = {}, clear + 2, literal_bits + 1
    for _ in range(clears or 1 if begins_cleared else 0):
        put(clear, size)
    string = ()
    for index in indices.reshape(-1).tolist():
        if string + (index,) in table or not string:
            string += (index,)
            continue
        put(table.get(string, string[0]), size)
        if next_code < 4096:
            table[string + (index,)] = next_code
            # The decoder is one entry behind.
            size += next_code == 1 << size and size < 12
            next_code += 1
        elif clears:
            for _ in range(clears):
                put(clear, size)
            table, next_code, size = {}, clear + 2, literal_bits + 1
        string = (index,)
    put(table.get(string, string[0]), size)
    size += next_code == 1 << size and size < 12
    if end:
        put(clear + 1, size)
    put(0, -count % 8)
    blocks = b"".join(bytes([len(out[i:i + 255])]) + out[i:i + 255] for i in range(0, len(out), 255))
    (HERE / name).write_bytes(
        b"GIF89a" + struct.pack("<HHBBB", width, height, 0xF7, 0, 0) + palette.ljust(768, b"\0")
        + b"," + struct.pack("<HHHHB", 0, 0, width, height, 0) + bytes([literal_bits]) + blocks + b"\0;")
    expected = np.frombuffer(palette.ljust(768, b"\0"), np.uint8).reshape(-1, 3)[indices]
    assert (np.asarray(seen(HERE / name)) == expected).all(), name  # Pillow agrees with what went in
    expect(name, seen(HERE / name), 0)


def gif():
    indices = np.asarray(PALETTE)
    palette = bytes(PALETTE.getpalette("RGB"))
    for bits in [9, 11]:
        gif_file(f"gif-codes-of-{bits}.gif", indices, palette, bits)
    gif_file("gif-begins-uncleared.gif", indices, palette, begins_cleared=False)
    gif_file("gif-without-end.gif", indices, palette, end=False)
    # More strings than the table holds, then strings that it has.
    noise = np.random.default_rng(21).integers(0, 30, (64, 80))
    noise[48:] = noise[:16]
    gif_file("gif-cleared-twice.gif", noise, palette, clears=2)
    gif_file("gif-deferred-clear.gif", noise, palette, clears=0)
    gif_file("gif-deferred-clear-of-11.gif", noise, palette, 11, begins_cleared=False, clears=0)


def jpeg():
    # Components that all have the identifier 1, in the frame and in the scan.
    for name in ["cmyk", "420"]:
        data = bytearray((HERE / f"jpeg-{name}.jpg").read_bytes())
        expected = seen(HERE / f"jpeg-{name}.jpg")
        frame, scan = data.index(b"\xff\xc0"), data.index(b"\xff\xda")
        for i in range(data[frame + 9]):
            data[frame + 10 + 3 * i] = data[scan + 5 + 2 * i] = 1
        (HERE / f"jpeg-equal-ids-{name}.jpg").write_bytes(data)
        assert seen(HERE / f"jpeg-equal-ids-{name}.jpg") == expected
        expect(f"jpeg-equal-ids-{name}.jpg", expected, 1)


def os2_bmp(name, base, header):
    """A file of make.py with the second header of OS/2, of so many bytes."""
    data = (HERE / base).read_bytes()
    info = data[14:54][:header].ljust(header, b"\0")
    start = struct.unpack("<I", data[10:14])[0] + header - 40
    (HERE / name).write_bytes(
        data[:10] + struct.pack("<I", start) + struct.pack("<I", header) + info[4:] + data[54:])
    expect(name, seen(HERE / base), 0)


def bmp():
    os2_bmp("bmp-os2.bmp", "bmp-palette.bmp", 64)
    os2_bmp("bmp-os2-runs.bmp", "bmp-rle8.bmp", 64)
    assert seen(HERE / "bmp-os2.bmp") == seen(HERE / "bmp-palette.bmp")
    # Pillow reads only the whole header. All fields behind the first 16 bytes may be left out.
    os2_bmp("bmp-os2-short.bmp", "bmp-rgb.bmp", 16)
    # The offset of the pixels is that of the palette.
    data = bytearray((HERE / "bmp-palette.bmp").read_bytes())
    data[10:14] = struct.pack("<I", 54)
    (HERE / "bmp-palette-offset.bmp").write_bytes(data)
    expect("bmp-palette-offset.bmp", seen(HERE / "bmp-palette.bmp"), 0)
    assert seen(HERE / "bmp-palette-offset.bmp") == seen(HERE / "bmp-palette.bmp")


def tiff_file(tags, strips, order="<"):
    """tags: values by number, shorts, or longs or fractions in a tuple that begins with their type's number"""
    sizes = {3: "H", 4: "I", 5: "II"}
    tags = dict(tags)
    out = bytearray({"<": b"II*\0", ">": b"MM\0*"}[order] + bytes(4))
    offsets = []
    for strip in strips:
        offsets.append(len(out))
        out += strip + bytes(len(strip) % 2)
    tags.setdefault(273, (4, *offsets))
    tags.setdefault(279, (4, *map(len, strips)))
    entries = b""
    for tag, value in sorted(tags.items()):
        if value is None:
            continue
        kind, values = (value[0], value[1:]) if isinstance(value, tuple) else (3, value if isinstance(value, list) else [value])
        packed = b"".join(struct.pack(order + sizes[kind], *(v if kind == 5 else [v])) for v in values)
        if len(packed) > 4:
            at, packed = len(out), packed + bytes(len(packed) % 2)
            out += packed
            packed = struct.pack(order + "I", at)
        entries += struct.pack(order + "HHI", tag, kind, len(values)) + packed.ljust(4, b"\0")
    out[4:8] = struct.pack(order + "I", len(out))
    return bytes(out) + struct.pack(order + "H", len(entries) // 12) + entries + bytes(4)


def tags(bits, photometric, samples, compression=1, **more):
    return {256: W, 257: H, 258: [bits] * samples, 259: compression, 262: photometric, 277: samples, 278: H,
            **{int(tag[1:]): value for tag, value in more.items()}}


def write(name, data, expected=None, tolerance=0, pillow=True):
    """Where Pillow reads the form, it must agree with what went in."""
    (HERE / name).write_bytes(data)
    if pillow:
        found = seen(HERE / name)
        if expected is not None:
            assert np.abs(np.asarray(found).astype(int) - np.asarray(expected)).max() <= tolerance, name
        expected = found
    expect(name, expected, tolerance)


def packed(samples, bits):
    """Rows of samples, [rows][samples], the highest bit first."""
    rows = ((samples[..., None].astype(np.uint64) >> np.arange(bits - 1, -1, -1, dtype=np.uint64)) & 1).astype(np.uint8)
    return np.packbits(rows.reshape(len(samples), -1), axis=1).tobytes()


def reversed_bits(data):
    return np.packbits(np.unpackbits(np.frombuffer(data, np.uint8)).reshape(-1, 8)[:, ::-1]).tobytes()


def pack_bits(data):
    return b"".join(bytes([len(data[i:i + 100]) - 1]) + data[i:i + 100] for i in range(0, len(data), 100))


def lzw(data, old):
    """As in TIFF 6.0, or as before: the lowest bit first, and wider codes one code later."""
    bits = []

    def put(code, size):
        order = range(size) if old else range(size - 1, -1, -1)
        bits.extend(code >> i & 1 for i in order)

    table, next_code, size, string = {}, 258, 9, b""
    put(256, size)
    for byte in data:
        grown = string + bytes([byte])
        if len(grown) == 1 or grown in table:
            string = grown
            continue
        put(table.get(string, string[0]), size)
        table[grown] = next_code
        next_code += 1
        size += next_code - old == (1 << size)
        if next_code == 4094:
            put(256, size)
            table, next_code, size = {}, 258, 9
        string = bytes([byte])
    put(table.get(string, string[0]), size)
    size += next_code + 1 - old == (1 << size)
    put(257, size)
    bits.extend([0] * (-len(bits) % 8))
    octets = np.array(bits, np.uint8).reshape(-1, 8)
    return np.packbits(octets[:, ::-1] if old else octets).tobytes()


def tiff_samples():
    rgb = np.asarray(RGB)
    flat_rows = rgb.reshape(H, -1).astype(np.uint64)
    for order in "<>":
        name = {"<": "little", ">": "big"}[order]
        wide = flat_rows * 0x10101
        octets = np.stack([wide >> shift & 255 for shift in ([0, 8, 16] if order == "<" else [16, 8, 0])], -1)
        write(f"tiff-rgb24-{name}.tif", tiff_file(tags(24, 2, 3), [octets.astype(np.uint8).tobytes()], order), RGB,
              pillow=False)
        planes = [(np.ascontiguousarray(rgb[..., c]).astype(np.uint32) * 0x1010101).astype(order + "u4").tobytes()
                  for c in range(3)]
        write(f"tiff-rgb32-planar-{name}.tif", tiff_file(tags(32, 2, 3, t284=2), planes, order), RGB, pillow=False)
    write("tiff-rgb12.tif", tiff_file(tags(12, 2, 3), [packed(flat_rows * 16 + flat_rows // 16, 12)]), RGB,
          pillow=False)
    write("tiff-rgb4.tif", tiff_file(tags(4, 2, 3), [packed(flat_rows >> 4, 4)]),
          Image.fromarray((rgb >> 4) * 17), pillow=False)
    alpha = np.asarray(ALPHA)
    rgba = np.concatenate([rgb, alpha[..., None]], 2)
    write("tiff-bits-once.tif", tiff_file({**tags(8, 2, 4, t338=2), 258: 8}, [rgba.tobytes()]), RGB)
    write("tiff-no-colours.tif", tiff_file(tags(8, None, 1), [np.asarray(GREY).tobytes()]), flat(GREY), pillow=False)
    write("tiff-rgba-planar.tif", tiff_file(tags(8, 2, 4, t284=2, t338=2), [rgba[..., c].tobytes() for c in range(4)]),
          RGB)
    indices = np.asarray(PALETTE)
    colours = np.array(PALETTE.getpalette("RGB")).reshape(-1, 3)
    colours = np.pad(colours, ((0, 256 - len(colours)), (0, 0))) * 257
    with_alpha = np.stack([indices, alpha], -1).tobytes()
    write("tiff-palette-alpha.tif", tiff_file(
        tags(8, 3, 2, 5, t320=colours.T.reshape(-1).tolist(), t338=2), [lzw(with_alpha, False)]), flat(PALETTE),
        pillow=False)
    tifffile.imwrite(HERE / "tiff-float-predictor.tif", (rgb / 255).astype(np.float32), photometric="rgb", predictor=3,
                     compression="zlib", metadata=None, software=None)
    expect("tiff-float-predictor.tif", RGB, 0)
    grey = (np.asarray(GREY) / 255).astype(np.float64)
    tifffile.imwrite(HERE / "tiff-float64-predictor-big.tif", grey, photometric="minisblack", predictor=3, compression="zlib",
                     metadata=None, software=None, byteorder=">")
    expect("tiff-float64-predictor-big.tif", flat(GREY), 0)


def tiff_strips():
    rgb = np.asarray(RGB).tobytes()
    half = [rgb[:12 * W * 3], rgb[12 * W * 3:]]
    for name, number, compress in [("raw", 1, bytes), ("lzw", 5, lambda data: lzw(data, False)),
                                   ("packbits", 32773, pack_bits), ("deflate", 8, zlib.compress)]:
        strips = [compress(strip) for strip in half]
        all_tags = {**tags(8, 2, 3, number), 278: 12}
        write(f"tiff-fill-order-{name}.tif", tiff_file({**all_tags, 266: 2}, [reversed_bits(s) for s in strips]), RGB)
        write(f"tiff-no-lengths-{name}.tif", tiff_file({**all_tags, 279: None}, strips), RGB, pillow=False)
        write(f"tiff-zero-lengths-{name}.tif", tiff_file({**all_tags, 279: (4, 0, 0)}, strips), RGB, pillow=False)
    write("tiff-wrong-length.tif", tiff_file({**tags(8, 2, 3), 279: (4, 99_999)}, [rgb]), RGB)
    write("tiff-old-lzw.tif", tiff_file({**tags(8, 2, 3, 5), 278: 12}, [lzw(strip, True) for strip in half]), RGB)
    # More codes than the table holds.
    noise = np.random.default_rng(21).integers(0, 256, (64, 80)).astype(np.uint8)
    for name, old in [("tiff-lzw-noise.tif", False), ("tiff-old-lzw-noise.tif", True)]:
        write(name, tiff_file({**tags(8, 1, 1, 5), 256: 80, 257: 64, 278: 64}, [lzw(noise.tobytes(), old)]),
              Image.fromarray(noise).convert("RGB"))


def tiff_fax():
    bits = GREY.convert("1")
    for name, options in [("group3-2d", dict(compression="group3", tiffinfo={292: 1})),
                          ("group3-filled", dict(compression="group3", tiffinfo={292: 4})),
                          ("ccitt", dict(compression="tiff_ccitt"))]:
        save(bits, f"tiff-{name}.tif", **options)
    for name in ["group3", "group4"]:
        with tifffile.TiffFile(HERE / f"tiff-{name}.tif") as file:
            page = file.pages[0]
            file.filehandle.seek(page.dataoffsets[0])
            strip = file.filehandle.read(page.databytecounts[0])
            photometric = int(page.photometric)
        all_tags = tags(1, photometric, 1, {"group3": 3, "group4": 4}[name])
        expected = seen(HERE / f"tiff-{name}.tif")
        inverted = Image.fromarray(255 - np.asarray(expected))
        write(f"tiff-fill-order-{name}.tif", tiff_file({**all_tags, 266: 2}, [reversed_bits(strip)]), expected)
        write(f"tiff-{name}-inverted.tif", tiff_file({**all_tags, 262: 1 - photometric}, [strip]), inverted)
        write(f"tiff-no-lengths-{name}.tif", tiff_file({**all_tags, 279: None, 278: None}, [strip]), expected,
              pillow=False)


def tiff_colours():
    save(make.RGBA, "tiff-rgba-jpeg.tif", 1, compression="jpeg", quality=95)
    # Associated alpha: Pillow's bytes with another number for the extra sample.
    alpha = np.asarray(ALPHA)[:, :, None] / 255
    multiplied = np.concatenate([np.round(np.asarray(RGB) * alpha), np.round(alpha * 255)], 2).astype(np.uint8)
    Image.fromarray(multiplied).save(HERE / "tiff-associated-alpha-jpeg.tif", compression="jpeg", quality=95)
    data = bytearray((HERE / "tiff-associated-alpha-jpeg.tif").read_bytes())
    at = data.index(struct.pack("<HHIH", 338, 3, 1, 2)) + 8
    data[at] = 1
    write("tiff-associated-alpha-jpeg.tif", bytes(data), tolerance=1)
    ycc = np.asarray(RGB.convert("YCbCr")).astype(int)
    # Blocks of 2 x 2 pixels that share their differences, in the range of video.
    padded = np.pad(ycc, ((0, H % 2), (0, W % 2), (0, 0)), mode="edge")
    y = 16 + padded[..., 0] * 219 // 255
    blocks = padded[..., 1:].reshape((H + 1) // 2, 2, (W + 1) // 2, 2, 2).mean((1, 3))
    blocks = 128 + (blocks - 128) * 112 / 127
    for down in [2, 1]:
        rows = []
        for row in range(0, H, down):
            for column in range(0, W, 2):
                rows += y[row:row + down, column:column + 2].reshape(-1).tolist()
                rows += blocks[row // 2, column // 2].astype(int).tolist()
        reference = (5, *[(v, 1) for v in [16, 235, 128, 240, 128, 240]])
        luma = (5, (2125, 10000), (7154, 10000), (721, 10000))
        more = dict(t529=luma) if down == 1 else {}
        # Pillow asks libtiff only if there is a compression; it rounds in between.
        ycbcr = tags(8, 6, 3, 5, t530=[2, down], t532=reference, **more)
        write(f"tiff-ycbcr-2{down}-lzw.tif", tiff_file(ycbcr, [lzw(bytes(rows), False)]), tolerance=3)
        write(f"tiff-ycbcr-2{down}.tif", tiff_file({**ycbcr, 259: 1}, [bytes(rows)]),
              seen(HERE / f"tiff-ycbcr-2{down}-lzw.tif"), 3, pillow=False)
    # Old JPEG: the whole file, and what its numbers mean.
    data = (HERE / "jpeg-444.jpg").read_bytes()
    start = 8
    write("tiff-old-jpeg-reference.tif", tiff_file(
        tags(8, 6, 3, 6, t513=(4, start), t514=(4, len(data)), t530=[1, 1], t532=reference), [data]), tolerance=3)


if __name__ == "__main__":
    for form in [print_colours, jpeg, gif, bmp, tiff_samples, tiff_strips, tiff_fax, tiff_colours]:
        form()
    listed = HERE / "pictures.txt"
    lines = set(listed.read_text().splitlines()) | {f"{n} {t}" for n, t in make.tolerances.items()}
    listed.write_text("".join(f"{line}\n" for line in sorted(lines)))
