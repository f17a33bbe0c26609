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


if __name__ == "__main__":
    for form in [print_colours]:
        form()
    listed = HERE / "pictures.txt"
    lines = set(listed.read_text().splitlines()) | {f"{n} {t}" for n, t in make.tolerances.items()}
    listed.write_text("".join(f"{line}\n" for line in sorted(lines)))
