"""Writes rle.json: the golden masks as COCO's own tools encode them.

    python3 rle.py    with the packages of .ci/requirements-shapes.txt
"""

import json
from pathlib import Path

import numpy
from PIL import Image
from pycocotools import mask as coco

HERE = Path(__file__).parent
GOLDEN = HERE.parents[6] / "segment/src/test/resources/golden"


def encode(pixels):
    return coco.encode(numpy.asfortranarray(pixels, dtype=numpy.uint8))["counts"].decode()


def pixels(file):
    """Which pixels of a mask are inside, [height][width]."""
    return numpy.asarray(Image.open(file).convert("L")) >= 128


if __name__ == "__main__":
    files = sorted(path.relative_to(GOLDEN).as_posix() for path in GOLDEN.glob("*/*/*.png"))
    strings = {name: encode(pixels(GOLDEN / name)) for name in files}
    (HERE / "rle.json").write_text(json.dumps(strings, indent=0) + "\n")
