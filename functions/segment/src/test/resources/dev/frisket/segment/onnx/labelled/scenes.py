#!/usr/bin/env python3
"""Makes the labelled scenes of this folder, and measures COCO-SSD on them and on the photographs. Run by hand:

    pip install numpy==2.4.6 onnxruntime==1.32.0 pillow==13.0.0 scikit-image
    python scenes.py make                       # the pictures, and scenes.json
    python scenes.py measure MODEL scenes       # the table of looks in README.md; or photographs
    python scenes.py reliability MODEL scenes   # the tables of scores; or photographs
    python scenes.py sheet MODEL looks.jpg      # boxes of 24 pictures, of one look and of all looks side by side
    python scenes.py colours                    # how often colours of things are named as an eye names them

MODEL is models/coco-ssd/coco-ssd-fp16w.onnx.
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
# What an eye calls the colour of each thing (the horse is a silhouette).
EYE = {("person", "astronaut.png"): "orange", ("person", "camera.png"): "black", ("cup", "coffee.png"): "red",
       ("spoon", "coffee.png"): "grey", ("dining table", "coffee.png"): "brown", ("cat", "cat.jpg"): "brown",
       ("horse", "horse.png"): "black"}
# sRGB of the centroids of ISCC-NBS color names that K. L. Kelly chose ("Twenty-two colors of maximum contrast", Color
# Engineering 3, 1965), with the basic term (Berlin and Kay, 1969) in or nearest to each name.
CENTROIDS = {
    "f2f3f4": "white", "222222": "black", "848482": "grey", "f3c300": "yellow", "f6a600": "yellow", "dcd300": "yellow",
    "c2b280": "yellow", "875692": "purple", "604e97": "purple", "f38400": "orange", "e25822": "orange", "be0032": "red",
    "b3446c": "red", "a1caf1": "blue", "0067a5": "blue", "008856": "green", "8db600": "green", "2b3d26": "green",
    "e68fac": "pink", "f99379": "pink", "882d17": "brown", "654522": "brown"}
# Photographs, and scenes by index, with the classes that the sheet asks for.
PAIRS = [("cows", "cow"), ("horses", "horse"), ("chickens", "bird"), ("giraffes", "giraffe"), ("shepherd-dog", "dog"),
         ("car", "car"), ("car", "person"), ("brandenburg-gate", "person"), ("petra", "person"), ("engine-fitters", "person"),
         ("assembly", "person"), ("engine-cowling", "person"), ("foundry", "person"), ("moonwalker", "person"),
         ("cutlery", "knife"), ("spoons", "spoon"), ("spoons", "bottle"), ("duck", "carrot"), ("crab", "person"),
         ("brandenburg-gate", "kite"), (56, "person"), (58, "cup"), (60, "horse"), (63, "cat")]
EDGES = [0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 0.7, 1.01]
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


def detected(found, label, confidence, parts):
    """Boxes and scores of a class, the best first, without those that overlap a better one."""
    kept = [(box, score, tile) for boxes, scores, tile in found
            for box, score in zip(boxes, scores[:, label]) if score >= confidence]
    whole = [(box, score) for box, score, tile in kept if not tile]
    final = []
    for box, score, tile in sorted(kept, key=lambda each: -each[1]):
        if parts and tile and any(better > score and covered(box, other) > 0.9 for other, better in whole):
            continue
        if all(iou(box, other) <= 0.5 for other, _ in final):
            final.append((box, score))
    return final


def union(boxes):
    """The pixels of boxes, on a grid of 400 x 400."""
    mask = np.zeros((400, 400), bool)
    for box in boxes:
        left, top, right, bottom = (int(round(edge * 400)) for edge in box)
        mask[max(0, top):bottom, max(0, left):right] = True
    return mask


def matched(final, boxes):
    """Scores, and whether each box covers a labelled one that no better box has taken with an IoU of at least 0.5."""
    left = list(boxes)
    answers = []
    for box, score in final:
        best = max(left, key=lambda truth: iou(box, truth), default=None)
        right = best is not None and iou(box, best) >= 0.5
        if right:
            left.remove(best)
        answers.append((score, right))
    return answers


def average_precision(answers, things):
    """Area below the curve of precision over recall, of the best precision at each recall or a higher one."""
    rights = np.cumsum([right for _, right in sorted(answers, key=lambda each: -each[0])])
    precision = np.maximum.accumulate((rights / np.arange(1, len(rights) + 1))[::-1])[::-1]
    steps = np.diff(rights, prepend=0)
    return (precision * steps).sum() / things


def both(a, b):
    return max(0, min(a[2], b[2]) - max(a[0], b[0])) * max(0, min(a[3], b[3]) - max(a[1], b[1]))


def area(a):
    return (a[2] - a[0]) * (a[3] - a[1])


def covered(a, b):
    return both(a, b) / max(area(a), 1e-9)


def iou(a, b):
    return both(a, b) / max(area(a) + area(b) - both(a, b), 1e-9)


def opened(model, kind):
    """The session, the names of the classes, and what KIND.json lists: scenes or photographs."""
    import onnxruntime
    names = [line.split(":")[0] for line in (FOLDER.parents[9] / "models/coco-ssd/words.txt")
             .read_text().split("[classes]")[1].split("[groups]")[0].splitlines() if ":" in line and line[0] != "#"]
    return (onnxruntime.InferenceSession(model, providers=["CPUExecutionProvider"]), names,
            json.loads((FOLDER / f"{kind}.json").read_text()))


def measure(model, kind):
    session, names, scenes = opened(model, kind)
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
        answers, things = {}, {}
        for scene in scenes:
            found = seen(session, picture(scene), tile, row, small, trust)
            for label, name in enumerate(names):
                all_boxes = detected(found, label, 0.05, parts)
                final = [box for box, score in all_boxes if score >= 0.2]
                boxes = [thing["box"] for thing in scene["things"] if thing["label"] == name]
                answers[name] = answers.get(name, []) + matched(all_boxes, boxes)
                things[name] = things.get(name, 0) + len(boxes)
                number = len(final)
                if not boxes:
                    false += number > 0
                    continue
                mask, truth = union(final), union(boxes)
                value = (mask & truth).sum() / (mask | truth).sum()
                ious.append(value)
                if truth.mean() < 0.03:
                    small_ious.append(value)
                empty += number == 0
                extra += max(0, number - len(boxes))
        precision = np.mean([average_precision(answers[name], number) for name, number in things.items() if number])
        print(f"| {title} | {precision:.3f} | {np.mean(ious):.3f} | {np.mean(small_ious):.3f} | {empty} | {false} | {extra} |", flush=True)
    print(len(scenes), "scenes;", len(ious), "prompts for things that are there,", len(small_ious), "of them under 3 %")


def reliability(model, kind):
    """Which share of the detections of a score is right: covers a thing of its class with an IoU of at least 0.5."""
    session, names, scenes = opened(model, kind)
    there, absent, things, prompts = [], [], 0, 0
    for number, scene in enumerate(scenes):
        found = seen(session, picture(scene), 0.45, 3, 0.03, 0.75)
        for label, name in enumerate(names):
            boxes = [thing["box"] for thing in scene["things"] if thing["label"] == name]
            final = detected(found, label, 0.05, True)
            if not boxes:
                prompts += 1
                absent += [(score, (number, label)) for _, score in final]
                continue
            things += len(boxes)
            there += matched(final, boxes)
    print("| score | detections of a class that is there | of them right | of a class that is not there |\n|---|--:|--:|--:|")
    for low, high in zip(EDGES, EDGES[1:]):
        rights = [right for score, right in there if low <= score < high]
        wrong = sum(low <= score < high for score, _ in absent)
        print(f"| {low} to {min(high, 1)} | {len(rights)} | {np.mean(rights) if rights else 0:.0%} | {wrong} |")
    print(f"\n| `textConfidence` | right | found of {things} | prompts of {prompts} for absent things answered |\n|---|--:|--:|--:|")
    for low in EDGES[:-1]:
        rights = [right for score, right in there if score >= low]
        answered = len({prompt for score, prompt in absent if score >= low})
        print(f"| {low} | {np.mean(rights):.0%} | {sum(rights)} | {answered} |")


def sheet(model, file):
    """Draws what one look at the whole finds at the left, and what all looks find at the right."""
    from PIL import ImageDraw
    session, names, scenes = opened(model, "scenes")
    photographs = {Path(each["background"]).stem: each for each in opened(model, "photographs")[2]}
    width, height, gap, row = 160, 120, 10, 4
    drawn = Image.new("RGB", (row * (2 * width + gap), -(-len(PAIRS) // row) * (height + 16)), "white")
    for number, (name, label) in enumerate(PAIRS):
        image = picture(scenes[name] if isinstance(name, int) else photographs[name])
        left, top = number % row * (2 * width + gap), number // row * (height + 16)
        counts = []
        for side, (tile, row_of_tiles, small, trust) in enumerate([(1, 0, 0, 1), (0.45, 3, 0.03, 0.75)]):
            final = detected(seen(session, image, tile, row_of_tiles, small, trust), names.index(label), 0.2, True)
            shown = image.copy()
            shown.thumbnail((width - 2, height - 2))
            pen = ImageDraw.Draw(shown)
            for box, _ in final:
                pen.rectangle([edge * length for edge, length in zip(box, (shown.width - 1, shown.height - 1) * 2)],
                              outline=(255, 40, 120), width=2)
            drawn.paste(shown, (left + side * width, top + 16))
            counts.append(str(len(final)))
        ImageDraw.Draw(drawn).text((left, top + 2), f"{label}: {', '.join(counts)}", "black")
    drawn.save(file, quality=76, optimize=True)


def colours():
    """Names the colour of most pixels in the inner half of each box, and compares it with the name that an eye gives."""
    scenes = json.loads((FOLDER / "scenes.json").read_text())
    centroids = lab(np.array([[int(code[i:i + 2], 16) for i in (0, 2, 4)] for code in CENTROIDS], float))
    terms = list(CENTROIDS.values())
    cases = {}
    choices = []
    for scene in scenes:
        image = np.asarray(picture(scene), float)
        named = []
        for place in scene["pasted"] or [{"picture": scene["background"], "box": [0, 0, 1, 1]}]:
            for thing in [thing for thing in scene["things"] if (thing["label"], place["picture"]) in EYE
                          and covered(thing["box"], place["box"]) > 0.9]:
                left, top, right, bottom = thing["box"]
                dx, dy = (right - left) / 4, (bottom - top) / 4
                rows, columns = (slice(round(a * side), round(b * side)) for a, b, side in (
                    (top + dy, bottom - dy, image.shape[0]), (left + dx, right - dx, image.shape[1])))
                pixels = lab(image[rows, columns].reshape(-1, 3))
                nearest = ((pixels[:, None] - centroids) ** 2).sum(2).argmin(1)
                shares = {term: np.mean([terms[i] == term for i in nearest]) for term in set(terms)}
                name = max(shares, key=shares.get)
                case = (thing["label"], place["picture"])
                cases.setdefault(case, []).append(name)
                named.append((case, shares))
        for case, shares in named:
            others = [other for one, other in named if one[0] == case[0] and one != case]
            if others:
                choices.append(all(shares[EYE[case]] > other[EYE[case]] for other in others))
    print("| thing | an eye names it | named so | else |\n|---|---|--:|---|")
    for case, found in cases.items():
        wrong = ", ".join(sorted({name for name in found if name != EYE[case]}))
        print(f"| {case[0]} in {case[1]} | {EYE[case]} | {found.count(EYE[case])} of {len(found)} | {wrong} |")
    right = sum(found.count(EYE[case]) for case, found in cases.items())
    print(f"{right} of {sum(map(len, cases.values()))} named; chosen rightly among several of a class: "
          f"{sum(choices)} of {len(choices)}")


def lab(rgb):
    """CIELAB (D65) of sRGB, 0..255."""
    linear = np.where(rgb / 255 <= 0.04045, rgb / 255 / 12.92, ((rgb / 255 + 0.055) / 1.055) ** 2.4)
    xyz = linear @ np.array([[0.4124, 0.2126, 0.0193], [0.3576, 0.7152, 0.1192], [0.1805, 0.0722, 0.9505]])
    f = np.cbrt(xyz / [0.9505, 1, 1.089])
    f = np.where(xyz / [0.9505, 1, 1.089] > 0.008856, f, 7.787 * xyz / [0.9505, 1, 1.089] + 16 / 116)
    return np.stack([116 * f[..., 1] - 16, 500 * (f[..., 0] - f[..., 1]), 200 * (f[..., 1] - f[..., 2])], -1)


if __name__ == "__main__":
    {"make": make, "measure": measure, "reliability": reliability, "sheet": sheet, "colours": colours}[sys.argv[1]](*sys.argv[2:])
