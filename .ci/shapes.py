"""Compares encodings and polygons of golden masks with COCO's own tools and a rasteriser: shapes.py <traced>."""
import json
import sys

import numpy
from pycocotools import mask as coco

sys.path.insert(0, "functions/status/src/test/resources/dev/frisket/status")
from rle import GOLDEN, encode, pixels


def filled(polygons, height, width):
    """Pixels whose centres are inside by the even-odd rule."""
    inside = numpy.zeros((height, width), bool)
    centres = numpy.arange(width) + 0.5
    for ring in (ring for polygon in polygons for ring in polygon):
        for (x1, y1), (x2, y2) in zip(ring, ring[1:]):
            for row in range(min(y1, y2), max(y1, y2)):
                crossing = x1 + (row + 0.5 - y1) * (x2 - x1) / (y2 - y1)
                inside[row] ^= centres > crossing
    return inside


masks = json.load(open(sys.argv[1], encoding="utf-8"))
assert len(masks) >= 30, len(masks)
for mask in masks:
    name, counts = mask["file"], mask["counts"]
    truth = pixels(GOLDEN / name)
    height, width = truth.shape
    assert counts == encode(truth), f"{name} is encoded otherwise"
    rle = {"size": [height, width], "counts": counts.encode()}
    assert (coco.decode(rle) == truth).all(), f"{name} is not decoded to itself"
    assert coco.area(rle) == mask["area"], name
    assert not truth.any() or coco.toBbox(rle).tolist() == mask["box"], name
    assert (filled(mask["polygons"], height, width) == truth).all(), f"the polygons of {name} are not its pixels"
print(f"pycocotools: {len(masks)} masks encoded, decoded and filled alike")
