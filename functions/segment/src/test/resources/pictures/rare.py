"""Makes pictures of rarer forms beside those of make.py, in the same way.

    pip install -r requirements.txt && python rare.py

After make.py, whose list in pictures.txt it extends.
"""

import io
import struct

import numpy as np
import tifffile
from PIL import Image, ImageCms

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


if __name__ == "__main__":
    for form in [print_colours, jpeg, gif, bmp]:
        form()
    listed = HERE / "pictures.txt"
    lines = set(listed.read_text().splitlines()) | {f"{n} {t}" for n, t in make.tolerances.items()}
    listed.write_text("".join(f"{line}\n" for line in sorted(lines)))
