#!/usr/bin/env python3
"""Writes detections.json: what COCO-SSD finds by way of Pillow and ONNX Runtime for Python. Run by hand.

    pip install numpy==2.4.6 onnxruntime==1.32.0 pillow==13.0.0
    python detections.py ../../../../../../../../../models/coco-ssd/coco-ssd-fp16w.onnx ../../../../golden/images detections.json
"""
import hashlib
import json
import sys
from pathlib import Path

import numpy as np
import onnxruntime
from PIL import Image

CONFIDENCE, MOST_OVERLAP = 0.05, 0.5
# Tiles: their side, the area that things stay below, the edge at which they are cut off, the factor of their scores,
# the share of a thing inside a better and larger one that makes it a part of that.
TILE, SMALL, EDGE, TRUST, PART = 0.45, 0.03, 0.01, 0.75, 0.9
# A picture, what is done to it, a prompt, and the indices of the classes that the prompt names.
CASES = [
    ("astronaut.png", None, "woman or tie", [0, 27]),
    ("camera.png", None, "man with an umbrella, umbrella", [0, 25]),
    ("coffee.png", None, "cup, spoon and table", [41, 44, 60]),
    ("rocket.jpg", None, "boats and airplanes", [8, 4]),
    ("coffee.png", "left half", "cup, spoon and table", [41, 44, 60]),
    ("astronaut.png", "top right quarter", "bottles, people", [39, 0]),
    ("camera.png", "middle", "person", [0]),
]


def changed(picture, change):
    width, height = picture.size
    return {
        None: lambda: picture,
        "left half": lambda: picture.crop((0, 0, width // 2, height)),
        "top right quarter": lambda: picture.crop((width // 2, 0, width, height // 2)),
        "middle": lambda: picture.crop((40, 40, 240, 300)),
    }[change]()


def iou(a, b):
    width, height = min(a[2], b[2]) - max(a[0], b[0]), min(a[3], b[3]) - max(a[1], b[1])
    both = max(0, width) * max(0, height)
    return both / ((a[2] - a[0]) * (a[3] - a[1]) + (b[2] - b[0]) * (b[3] - b[1]) - both)


def looks(session, picture):
    """Boxes in the picture and scores of the whole and, where they show more, of 3x3 tiles."""
    square = np.asarray(picture.resize((300, 300), Image.BILINEAR))
    yield session.run(["boxes", "scores"], {"image": square[None]})
    if max(picture.size) <= 300:
        return
    large = np.asarray(picture.resize((667, 667), Image.BILINEAR))
    offsets = [0, (1 - TILE) / 2, 1 - TILE]
    for top in offsets:
        for left in offsets:
            x, y = round(left * 667), round(top * 667)
            tile = np.ascontiguousarray(large[y:y + 300, x:x + 300])
            boxes, scores = session.run(["boxes", "scores"], {"image": tile[None]})
            cut = (((left > 0) & (boxes[:, 0] < EDGE)) | ((top > 0) & (boxes[:, 1] < EDGE))
                   | ((left < 1 - TILE) & (boxes[:, 2] > 1 - EDGE)) | ((top < 1 - TILE) & (boxes[:, 3] > 1 - EDGE)))
            boxes = boxes.astype(float) * TILE + [left, top, left, top]
            area = (boxes[:, 2] - boxes[:, 0]) * (boxes[:, 3] - boxes[:, 1])
            kept = ~cut & (area < SMALL)
            yield boxes[kept], scores[kept] * TRUST


def best(boxes, scores, classes):
    of_classes = scores[:, sorted(classes)]
    found = zip(boxes.astype(float), of_classes.max(1).astype(float), np.array(sorted(classes))[of_classes.argmax(1)])
    return [(box, score, label) for box, score, label in found if score >= CONFIDENCE]


def is_part(found, whole):
    (a, score, label), (b, better, same) = found, whole
    width, height = min(a[2], b[2]) - max(a[0], b[0]), min(a[3], b[3]) - max(a[1], b[1])
    inside = max(0, width) * max(0, height) / ((a[2] - a[0]) * (a[3] - a[1]))
    return better > score and label == same and inside > PART


def detect(seen, classes):
    whole, *tiles = (best(boxes, scores, classes) for boxes, scores in seen)
    found = whole + [each for tile in tiles for each in tile if not any(is_part(each, larger) for larger in whole)]
    kept = []
    for box, score, label in sorted(found, key=lambda each: -each[1]):
        if all(iou(box, other) <= MOST_OVERLAP for other, _, _ in kept):
            kept.append((box, score, label))
    return [{"label": int(label), "score": round(score, 6), "box": [round(float(edge), 6) for edge in box]}
            for box, score, label in kept]


def main(model, images, target):
    session = onnxruntime.InferenceSession(model, providers=["CPUExecutionProvider"])
    cases = []
    for file, change, prompt, classes in CASES:
        picture = changed(Image.open(Path(images) / file).convert("RGB"), change)
        square = np.asarray(picture.resize((300, 300), Image.BILINEAR))
        large = np.asarray(picture.resize((667, 667), Image.BILINEAR))
        cases.append({"file": file, "change": change, "prompt": prompt, "confidence": CONFIDENCE,
                      "input": hashlib.sha256(square.tobytes()).hexdigest(),
                      "tiles": hashlib.sha256(large.tobytes()).hexdigest(),
                      "detections": detect(looks(session, picture), classes)})
    lines = ",\n  ".join(json.dumps(case) for case in cases)
    Path(target).write_text(f"[\n  {lines}\n]\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
