"""Draws edges.jpg: what --expand, --tapered and the blur do to a mask. Wants Pillow, and frisket.jar built."""

import pathlib
import subprocess
import tempfile

from PIL import Image, ImageDraw, ImageFont

HERE = pathlib.Path(__file__).parent
JAR = HERE.parent / "target" / "frisket.jar"
PICTURE = HERE.parent / "src" / "main" / "resources" / "dev" / "frisket" / "local" / "samples" / "coffee.png"
SPOON = ["--point", "0.6,0.7", "--refine", "1"]
CUT = (270, 180, 470, 330)  # of the picture, in pixels
SCALE, GAP, LINE = 2, 8, 26
TINT = (255, 40, 120)
VARIANTS = [
    [],
    ["--expand", "12"],
    ["--expand", "12", "--tapered"],
    ["--expand", "-3"],
    ["--kernel", "12", "--blur-sigma", "5"],
    ["--expand", "12", "--kernel", "12", "--blur-sigma", "5"],
]


def mask(options):
    with tempfile.TemporaryDirectory() as folder:
        out = pathlib.Path(folder) / "mask.png"
        subprocess.run(["java", "-jar", JAR, "segment", PICTURE, *SPOON, *options, "-o", out], check=True)
        return Image.open(out).convert("L")


def tile(options):
    picture = Image.open(PICTURE).convert("RGB")
    cover = mask(options)
    tinted = Image.composite(Image.new("RGB", picture.size, TINT), picture, cover.point(lambda level: level * 6 // 10))
    size = ((CUT[2] - CUT[0]) * SCALE, (CUT[3] - CUT[1]) * SCALE)
    drawn = Image.new("RGB", (size[0], size[1] + LINE), "white")
    drawn.paste(tinted.crop(CUT).resize(size, Image.Resampling.LANCZOS), (0, LINE))
    ImageDraw.Draw(drawn).text((2, 3), " ".join(options) or "the mask itself", "black", ImageFont.load_default(16))
    return drawn


tiles = [tile(options) for options in VARIANTS]
width, height = tiles[0].size
sheet = Image.new("RGB", (3 * width + 2 * GAP, 2 * height + GAP), "white")
for number, drawn in enumerate(tiles):
    sheet.paste(drawn, (number % 3 * (width + GAP), number // 3 * (height + GAP)))
sheet.save(HERE / "edges.jpg", quality=88)
