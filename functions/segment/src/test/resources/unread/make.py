"""Makes the files beside this one: pictures and documents that are recognised but not decoded.

    pip install -r ../pictures/requirements.txt && python make.py

Pillow, tifffile and imagecodecs write those they can; the others are only as much of a file as it takes to tell its
format: their headers follow the formats' specifications, and there is no picture behind them.
"""

import struct
from pathlib import Path

import imagecodecs
import numpy as np
import tifffile
from PIL import Image

HERE = Path(__file__).parent
RGB = Image.fromarray((np.arange(37 * 23 * 3) * 5 % 256).astype(np.uint8).reshape(23, 37, 3))
PIXELS = np.asarray(RGB)
REST = bytes(range(64))


def write(name, content):
    (HERE / name).write_bytes(content)


def isobmff(name, brand, *compatible):
    kinds = brand + bytes(4) + b"".join(compatible)
    write(name, struct.pack(">I4s", 8 + len(kinds), b"ftyp") + kinds + struct.pack(">I4s", 8 + len(REST), b"meta") + REST)


def tiff(name, make, *, dng=False):
    """A thumbnail, and the raw picture in a directory that the first names (tag 330)."""
    extra = [(271, "s", 0, make, True)]
    if dng:
        extra.append((50706, "B", 4, (1, 4, 0, 0), True))
    with tifffile.TiffWriter(HERE / name) as out:
        options = {"photometric": "rgb", "metadata": None, "software": None}
        out.write(PIXELS[:8, :8].copy(), subfiletype=1, extratags=extra, subifds=1, **options)
        out.write(PIXELS[:, :, 0].copy(), photometric=32803, metadata=None, software=None,
                  extratags=[(33421, "H", 2, (2, 2), True), (33422, "B", 4, (0, 1, 1, 2), True)])


if __name__ == "__main__":
    for old in HERE.glob("*.*"):
        if old.suffix != ".py":
            old.unlink()
    RGB.save(HERE / "picture.avif")
    RGB.save(HERE / "picture.jp2")
    RGB.save(HERE / "picture.j2k")
    RGB.save(HERE / "picture.pdf")
    RGB.save(HERE / "picture.ico", sizes=[(16, 16)])
    write("codestream.jxl", imagecodecs.jpegxl_encode(PIXELS, usecontainer=False))
    write("container.jxl", imagecodecs.jpegxl_encode(PIXELS, usecontainer=True))
    tifffile.imwrite(HERE / "big.tif", PIXELS, bigtiff=True, metadata=None, software=None)
    tifffile.imwrite(HERE / "big-endian.btf", PIXELS, bigtiff=True, byteorder=">", metadata=None, software=None)
    tiff("camera.dng", "Google", dng=True)
    tiff("camera.nef", "NIKON CORPORATION")
    tiff("camera.arw", "SONY")
    tiff("camera.pef", "PENTAX Corporation")
    # As iPhones write it, and as other programs do.
    isobmff("phone.heic", b"heic", b"mif1", b"MiHB", b"MiHE", b"MiPr", b"miaf", b"heic", b"tmap")
    isobmff("general.heic", b"mif1", b"mif1", b"heic")
    isobmff("general.avif", b"mif1", b"mif1", b"miaf", b"avif")
    isobmff("general.heif", b"mif1", b"mif1", b"jpeg")
    isobmff("camera.cr3", b"crx ", b"crx ", b"isom")
    write("camera.cr2", b"II*\0\x10\0\0\0CR\2\0" + struct.pack("<I", 0) + REST)
    write("camera.raf", b"FUJIFILMCCD-RAW 0201FF393103X-T30\0" + REST)
    write("camera.orf", b"IIRO\x08\0\0\0" + REST)
    write("camera.rw2", b"IIU\0\x18\0\0\0" + REST)
    write("layers.psd", b"8BPS\0\1" + bytes(6) + struct.pack(">HIIHH", 3, 23, 37, 8, 3) + REST)
    write("pointer.cur", b"\0\0\2\0\1\0" + bytes([16, 16, 0, 0]) + struct.pack("<HHII", 0, 0, 64, 22) + REST)
    drawing = b"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><rect width='5' height='5'/></svg>\n"
    write("bare.svg", drawing)
    write("inkscape.svg", b"\xef\xbb\xbf<?xml version='1.0' encoding='UTF-8'?>\n<!-- Created with a <svg> editor -->\n\n"
          + drawing.replace(b"<svg", b"<svg:svg").replace(b"</svg", b"</svg:svg"))
    write("doctype.svg", b"<?xml version='1.0'?>\n<!DOCTYPE svg [ <!ENTITY ns 'http://www.w3.org/2000/svg'> ]>\n" + drawing)
