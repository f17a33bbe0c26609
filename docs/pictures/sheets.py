"""Draws demo.jpg, text.jpg and edges.jpg with masks made by frisket.jar: python sheets.py [demo] [text] [edges]

Needs a built frisket.jar, Pillow, and scikit-image for its sample pictures.
"""

import pathlib
import subprocess
import sys
import tempfile

from PIL import Image, ImageDraw, ImageFont
from skimage import data

HERE = pathlib.Path(__file__).parent
JAR = HERE.parent.parent / "functions/local/target/frisket.jar"
GAP, LINE = 8, 26
TINT = (255, 40, 120)

COFFEE, CAMERA, ROCKET, CAT, ASTRONAUT = (
    Image.fromarray(picture).convert("RGB")
    for picture in (data.coffee(), data.camera(), data.rocket(), data.chelsea(), data.astronaut())
)


def mask(picture, options):
    with tempfile.TemporaryDirectory() as folder:
        file, out = pathlib.Path(folder) / "picture.png", pathlib.Path(folder) / "mask.png"
        picture.save(file)
        subprocess.run(["java", "-jar", JAR, "segment", file, *options, "-o", out], check=True)
        return Image.open(out).convert("L")


def tinted(picture, cover):
    return Image.composite(Image.new("RGB", picture.size, TINT), picture, cover.point(lambda level: level * 6 // 10))


def scaled(picture, size):
    shown = picture.copy()
    shown.thumbnail(size, Image.Resampling.LANCZOS)
    return shown


def titled(picture, title, size):
    """Returns a tile of a given size with the picture centred below its title."""
    tile = Image.new("RGB", (size[0], size[1] + LINE), "white")
    tile.paste(picture, ((size[0] - picture.width) // 2, LINE))
    font = ImageFont.load_default(16)
    ImageDraw.Draw(tile).text((size[0] // 2, LINE // 2), title, "black", font, anchor="mm")
    return tile


def sheet(tiles, columns):
    """Arranges tiles of one size, row by row."""
    width, height = tiles[0].width + GAP, tiles[0].height + GAP
    drawn = Image.new("RGB", (columns * width - GAP, -(-len(tiles) // columns) * height - GAP), "white")
    for number, tile in enumerate(tiles):
        drawn.paste(tile, (number % columns * width, number // columns * height))
    return drawn


def collage():
    """Puts two cats, a man and a cup into one picture."""
    cat = CAT.crop((101, 0, 451, 300))
    scene = Image.new("RGB", (700, 590))
    scene.paste(cat, (0, 0))
    scene.paste(cat.transpose(Image.Transpose.FLIP_LEFT_RIGHT), (350, 0))
    scene.paste(CAMERA.crop((0, 50, 350, 340)), (0, 300))
    scene.paste(COFFEE.crop((110, 30, 460, 320)), (350, 300))
    return scene


def demo():
    """Shows what `frisket.jar demo` masks."""
    asked = [
        (CAMERA, "--point 0.22,0.55 --point 0.48,0.25 --negative 0.57,0.5 --refine 1"),
        (ROCKET, "--point 0.5,0.45 --point 0.5,0.75 --refine 3"),
        (COFFEE, "--point 0.6,0.7 --refine 1"),
    ]
    drawn = []
    for picture, options in asked:
        cover = mask(picture, options.split())
        drawn += [tinted(picture, cover), cover.convert("RGB")]
    drawn = [scaled(each, (400, 146)) for each in drawn]
    strip = Image.new("RGB", (sum(each.width + 5 for each in drawn) - 5, 146), "white")
    for number, each in enumerate(drawn):
        strip.paste(each, (sum(before.width + 5 for before in drawn[:number]), 0))
    return strip


def text():
    """Shows text prompts; the last row shows the limits of a detector with 80 classes."""
    four = collage()
    asked = [
        *[(CAMERA, "the man"), (COFFEE, "a cup of coffee"), (COFFEE, "the table"), (CAT, "cat")],
        *[(ASTRONAUT, "astronaut in an orange suit"), (four, "cats"), (four, "the left cat"), (four, "cat on the right")],
        *[(four, "the man and the cup"), (four, "pets and people"), (four, "bottom left person"), (COFFEE, "love")],
        *[(COFFEE, "spoon"), (ROCKET, "boat"), (CAMERA, "umbrella"), (ASTRONAUT, "bottle")],
    ]
    size = (252, 196)
    return sheet(
        [titled(scaled(tinted(of, mask(of, ["--text", words])), size), f"“{words}”", size) for of, words in asked], 4
    )


def edges():
    """Shows what --expand, --tapered and the blur do to the mask of a spoon."""
    cut, scale = (270, 180, 470, 330), 2
    size = ((cut[2] - cut[0]) * scale, (cut[3] - cut[1]) * scale)
    asked = [
        *["", "--expand 12", "--expand 12 --tapered", "--expand -3"],
        *["--kernel 12 --blur-sigma 5", "--expand 12 --kernel 12 --blur-sigma 5"],
    ]
    tiles = []
    for options in asked:
        cover = mask(COFFEE, ["--point", "0.6,0.7", "--refine", "1", *options.split()])
        spoon = tinted(COFFEE, cover).crop(cut).resize(size, Image.Resampling.LANCZOS)
        tiles.append(titled(spoon, options or "the mask itself", size))
    return sheet(tiles, 3)


SHEETS = {"demo": demo, "text": text, "edges": edges}
for name in sys.argv[1:] or SHEETS:
    SHEETS[name]().save(HERE / f"{name}.jpg", quality=88)
