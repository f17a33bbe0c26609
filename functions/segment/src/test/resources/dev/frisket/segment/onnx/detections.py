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


def detect(boxes, scores, classes):
    of_classes = scores[:, sorted(classes)]
    best, label = of_classes.max(1), np.array(sorted(classes))[of_classes.argmax(1)]
    kept = []
    for i in np.argsort(-best, kind="stable"):
        if best[i] >= CONFIDENCE and all(iou(boxes[i], boxes[k]) <= MOST_OVERLAP for k in kept):
            kept.append(i)
    return [{"label": int(label[i]), "score": round(float(best[i]), 6),
             "box": [round(float(edge), 6) for edge in boxes[i]]} for i in kept]


def main(model, images, target):
    session = onnxruntime.InferenceSession(model, providers=["CPUExecutionProvider"])
    cases = []
    for file, change, prompt, classes in CASES:
        picture = changed(Image.open(Path(images) / file).convert("RGB"), change)
        square = np.asarray(picture.resize((300, 300), Image.BILINEAR))
        boxes, scores = session.run(["boxes", "scores"], {"image": square[None]})
        cases.append({"file": file, "change": change, "prompt": prompt, "confidence": CONFIDENCE,
                      "input": hashlib.sha256(square.tobytes()).hexdigest(),
                      "detections": detect(boxes.astype(float), scores, classes)})
    lines = ",\n  ".join(json.dumps(case) for case in cases)
    Path(target).write_text(f"[\n  {lines}\n]\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
