"""Decodes the cut-outs that a test wrote with Pillow's libpng and libwebp: cutouts.py <folder>."""
import sys
from pathlib import Path

import numpy
from PIL import Image

GOLDEN = Path("functions/segment/src/test/resources/golden/images")


def samples(file, mode):
    return numpy.asarray(Image.open(file).convert(mode)).astype(int)


masks = sorted(Path(sys.argv[1]).glob("*.mask.png"))
assert len(masks) >= 3, masks
for file in masks:
    name = file.name.removesuffix(".mask.png")
    alpha, picture = samples(file, "L"), samples(GOLDEN / name, "RGB")
    visible = alpha > 0
    png, webp = (samples(file.with_name(f"{name}.cutout.{format}"), "RGBA") for format in ("png", "webp"))
    for format, cutout in (("png", png), ("webp", webp)):
        assert (cutout[..., 3] == alpha).all(), f"alpha of {name} in {format} is not the mask"
    assert not png[~visible][:, :3].any(), f"{name} has colours where nothing is visible"
    if name.endswith(".png"):  # of a JPEG file, decoders may differ by one
        assert (png[visible][:, :3] == picture[visible]).all(), f"{name} has other colours"
    error = numpy.abs(webp[visible][:, :3] - png[visible][:, :3])
    assert error.mean() < 3.5 and (error < 16).mean() > 0.98, (name, error.mean(), (error < 16).mean())
    assert webp[~visible][:, :3].mean() < 0.5, f"{name} in WebP is not black where nothing is visible"
print(f"Pillow: {len(masks)} cut-outs as PNG and WebP decoded as they were meant")
