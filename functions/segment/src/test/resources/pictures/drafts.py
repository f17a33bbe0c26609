"""Makes NAME.half.ppm and NAME.quarter.ppm: what JPEG files beside this one must decode to at a half and a quarter.

    pip install -r requirements.txt && python drafts.py

After make.py. By Pillow's own drafts; a side that does not divide is rounded up.
"""

from make import HERE, seen

LEFT_OUT = ("rgb", "cmyk", "cmyk-bare", "cmyk-icc", "ycck", "broken-icc")  # decoded in full; and one that Pillow refuses

if __name__ == "__main__":
    for path in sorted(HERE.glob("jpeg-*.jpg")):
        if path.stem.removeprefix("jpeg-") not in LEFT_OUT:
            for name, reduction in (("half", 2), ("quarter", 4)):
                seen(path, reduction).save(HERE / f"{path.name}.{name}.ppm")
