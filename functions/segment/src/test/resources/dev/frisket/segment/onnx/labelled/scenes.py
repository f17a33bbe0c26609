#!/usr/bin/env python3
"""Makes the labelled scenes of this folder, and measures looks of COCO-SSD on them. Run by hand:

    pip install numpy==2.4.6 onnxruntime==1.32.0 pillow==13.0.0 scikit-image
    python scenes.py make       # the pictures, and scenes.json
    python scenes.py measure ../../../../../../../../../models/coco-ssd/coco-ssd-fp16w.onnx     # the table of README.md
"""
import json
import random
import sys
from pathlib import Path

import numpy as np
from PIL import Image

FOLDER = Path(__file__).parent
GOLDEN = FOLDER.parents[4] / "golden/images"
WIDTH, HEIGHT = 640, 480
# Left, top, right, bottom as fractions of the picture, drawn by eye over a grid of tenths.
THINGS = {
    "astronaut.png": [("person", [0.03, 0.03, 0.72, 1.0])],
    "camera.png": [("person", [0.0, 0.125, 0.62, 1.0])],
    "coffee.png": [("cup", [0.285, 0.045, 0.71, 0.77]), ("spoon", [0.53, 0.165, 0.71, 0.81]),
                   ("dining table", [0.0, 0.0, 1.0, 1.0])],
    "cat.jpg": [("cat", [0.0, 0.0, 0.9, 1.0])],
    "horse.png": [("horse", [0.05, 0.03, 0.967, 0.955])],
}
BACKGROUNDS = ["rocket.jpg", "gravel.jpg", "grass.jpg"]


def make():
    from skimage import data
    Image.fromarray(data.chelsea()).save(FOLDER / "cat.jpg", quality=85)
    Image.fromarray(np.where(data.horse(), 255, 0).astype(np.uint8)).save(FOLDER / "horse.png", optimize=True)
    for name in ("gravel", "grass"):
        Image.fromarray(getattr(data, name)()).resize((320, 320)).save(FOLDER / f"{name}.jpg", quality=75)
    chance = random.Random(20)
    scenes = [{"background": name, "pasted": []} for name in [*THINGS, "rocket.jpg"]]
    for size in (0.6, 0.42, 0.3, 0.22, 0.16):
        for name in THINGS:
            for background in chance.sample(BACKGROUNDS, 2):
                scenes.append({"background": background, "pasted": [paste(name, size, chance)]})
    for _ in range(8):
        names = chance.sample(list(THINGS), 4)
        scenes.append({"background": chance.choice(BACKGROUNDS), "pasted": [
            paste(name, chance.uniform(0.2, 0.45), chance, cell=(i % 2, i // 2)) for i, name in enumerate(names)]})
    for scene in scenes:
        scene["things"] = things(scene)
    lines = ",\n  ".join(json.dumps(scene) for scene in scenes)
    (FOLDER / "scenes.json").write_text(f"[\n  {lines}\n]\n")


def paste(name, size, chance, cell=None):
    """A picture at a place: as high as a share of the scene, in a quarter of it or anywhere."""
    with Image.open(path(name)) as picture:
        height = size
        width = size * HEIGHT / WIDTH * picture.width / picture.height
    left, top, right, bottom = (0, 0, 1, 1) if cell is None else (cell[0] / 2, cell[1] / 2, cell[0] / 2 + 0.5, cell[1] / 2 + 0.5)
    scale = min(1, (right - left) / width, (bottom - top) / height)
    width, height = width * scale, height * scale
    x, y = chance.uniform(left, right - width), chance.uniform(top, bottom - height)
    return {"picture": name, "box": [round(edge, 4) for edge in (x, y, x + width, y + height)]}


def things(scene):
    """Labels and boxes; what lies under a pasted picture is left out, since pictures are pasted on empty ones."""
    placed = [{"picture": scene["background"], "box": [0, 0, 1, 1]}] if not scene["pasted"] else scene["pasted"]
    return [{"label": label, "box": [round(left + edge * (right - left) if i % 2 == 0 else top + edge * (bottom - top), 4)
                                     for i, edge in enumerate(box)]}
            for place in placed for left, top, right, bottom in [place["box"]]
            for label, box in THINGS.get(place["picture"], [])]


def path(name):
    return next(file for file in (FOLDER / name, GOLDEN / name) if file.exists())


def picture(scene):
    whole = Image.open(path(scene["background"])).convert("RGB")
    if not scene["pasted"]:
        return whole
    whole = whole.resize((WIDTH, HEIGHT), Image.BICUBIC)
    for place in scene["pasted"]:
        left, top, right, bottom = (round(edge * side) for edge, side in zip(place["box"], (WIDTH, HEIGHT) * 2))
        part = Image.open(path(place["picture"])).convert("RGB").resize((right - left, bottom - top), Image.BICUBIC)
        whole.paste(part, (left, top))
    return whole


def look(session, image):
    boxes, scores = session.run(["boxes", "scores"], {"image": np.ascontiguousarray(image)[None]})
    return boxes.astype(float), scores.astype(float)


def seen(session, image, tile, row, small, trust):
    """Boxes, scores and whether a tile showed them: of the whole and of row x row tiles."""
    found = [(*look(session, np.asarray(image.resize((300, 300), Image.BILINEAR))), False)]
    if row:
        side = round(300 / tile)
        large = np.asarray(image.resize((side, side), Image.BILINEAR))
        offsets = [i * (1 - tile) / (row - 1) for i in range(row)]
        for top in offsets:
            for left in offsets:
                x, y = round(left * side), round(top * side)
                boxes, scores = look(session, large[y:y + 300, x:x + 300])
                cut = (((left > 0) & (boxes[:, 0] < .01)) | ((top > 0) & (boxes[:, 1] < .01))
                       | ((left < offsets[-1]) & (boxes[:, 2] > .99)) | ((top < offsets[-1]) & (boxes[:, 3] > .99)))
                boxes = boxes * tile + [left, top, left, top]
                kept = ~cut & ((boxes[:, 2] - boxes[:, 0]) * (boxes[:, 3] - boxes[:, 1]) < small)
                found.append((boxes[kept], scores[kept] * trust, True))
    return found


def union(found, label, confidence, parts):
    """The pixels of the boxes of a class, on a grid of 400 x 400."""
    mask = np.zeros((400, 400), bool)
    kept = [(box, score, tile) for boxes, scores, tile in found
            for box, score in zip(boxes, scores[:, label]) if score >= confidence]
    whole = [(box, score) for box, score, tile in kept if not tile]
    number = 0
    final = []
    for box, score, tile in sorted(kept, key=lambda each: -each[1]):
        if parts and tile and any(better > score and covered(box, other) > 0.9 for other, better in whole):
            continue
        if all(iou(box, other) <= 0.5 for other in final):
            final.append(box)
            left, top, right, bottom = (int(round(edge * 400)) for edge in box)
            mask[max(0, top):bottom, max(0, left):right] = True
            number += 1
    return mask, number


def both(a, b):
    return max(0, min(a[2], b[2]) - max(a[0], b[0])) * max(0, min(a[3], b[3]) - max(a[1], b[1]))


def area(a):
    return (a[2] - a[0]) * (a[3] - a[1])


def covered(a, b):
    return both(a, b) / max(area(a), 1e-9)


def iou(a, b):
    return both(a, b) / max(area(a) + area(b) - both(a, b), 1e-9)


def measure(model):
    import onnxruntime
    session = onnxruntime.InferenceSession(model, providers=["CPUExecutionProvider"])
    names = [line.split(":")[0] for line in (FOLDER.parents[6] / "main/resources/dev/frisket/segment/prompt/vocabulary.txt")
             .read_text().split("[classes]")[1].split("[groups]")[0].splitlines() if ":" in line and line[0] != "#"]
    scenes = json.loads((FOLDER / "scenes.json").read_text())
    settings = {
        "whole": (1, 0, 0, 1, False),
        "2x2 of 0.6, under 5 %": (0.6, 2, 0.05, 1, False),
        "3x3 of 0.45, under 3 %": (0.45, 3, 0.03, 1, False),
        "the same x 0.75": (0.45, 3, 0.03, 0.75, False),
        "the same x 0.75, parts dropped": (0.45, 3, 0.03, 0.75, True),
        "4x4 of 0.35, under 2 %, x 0.75": (0.35, 4, 0.02, 0.75, False),
    }
    for title, (tile, row, small, trust, parts) in settings.items():
        ious, small_ious, empty, false, extra = [], [], 0, 0, 0
        for scene in scenes:
            found = seen(session, picture(scene), tile, row, small, trust)
            for label, name in enumerate(names):
                mask, number = union(found, label, 0.2, parts)
                boxes = [thing["box"] for thing in scene["things"] if thing["label"] == name]
                if not boxes:
                    false += number > 0
                    continue
                truth = np.zeros((400, 400), bool)
                for left, top, right, bottom in boxes:
                    truth[round(top * 400):round(bottom * 400), round(left * 400):round(right * 400)] = True
                value = (mask & truth).sum() / (mask | truth).sum()
                ious.append(value)
                if truth.mean() < 0.03:
                    small_ious.append(value)
                empty += number == 0
                extra += max(0, number - len(boxes))
        print(f"| {title} | {np.mean(ious):.3f} | {np.mean(small_ious):.3f} | {empty} | {false} | {extra} |", flush=True)
    print(len(scenes), "scenes;", len(ious), "prompts for things that are there,", len(small_ious), "of them under 3 %")


if __name__ == "__main__":
    {"make": make, "measure": measure}[sys.argv[1]](*sys.argv[2:])
