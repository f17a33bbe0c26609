#!/usr/bin/env python3
"""Writes what the golden masks become when holes are filled, the largest region is kept, or both, by way of SciPy. Run by hand.

    pip install numpy==2.4.6 scipy==1.17.1 pillow==13.0.0
    python regions.py ../../../../../golden .
"""
import json
import sys
from pathlib import Path

import numpy as np
from PIL import Image
from scipy import ndimage

# Fill holes, largest only, invert.
WORK = [(True, False, False), (False, True, False), (True, True, True)]


def largest(inside):
    labels, count = ndimage.label(inside, structure=np.ones((3, 3)))
    if count == 0:
        return inside
    areas = np.bincount(labels.ravel())[1:]
    first = [np.flatnonzero(labels == label)[0] for label in 1 + np.flatnonzero(areas == areas.max())]
    return labels == labels.ravel()[min(first)]


def main(golden, target):
    cases = []
    for file in sorted((Path(golden) / "masks/in").glob("*.png")):
        mask = np.asarray(Image.open(file).convert("L"))
        if not set(np.unique(mask)) <= {0, 255} or mask.size > 100_000:
            continue
        for fill, only, invert in WORK:
            inside = mask == 255
            inside = ndimage.binary_fill_holes(inside) if fill else inside
            inside = largest(inside) if only else inside
            inside = ~inside if invert else inside
            name = file.stem + ("_filled" if fill else "") + ("_largest" if only else "") + ("_inverted" if invert else "")
            Image.fromarray(inside).save(Path(target) / f"{name}.png", optimize=True)
            cases.append({"id": name, "input": f"masks/in/{file.name}", "fillHoles": fill, "largestOnly": only, "invert": invert})
    lines = ",\n".join("  " + json.dumps(case) for case in cases)
    (Path(target) / "cases.json").write_text(f"[\n{lines}\n]\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
