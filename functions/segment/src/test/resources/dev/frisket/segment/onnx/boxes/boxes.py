#!/usr/bin/env python3
"""Writes the masks that boxes should give, alone and beside points, by way of Pillow and ONNX Runtime for Python. Run by hand.

    pip install numpy==2.4.6 onnxruntime==1.32.0 pillow==13.0.0
    python boxes.py ../../../../../../../../../../models ../../../../../golden/images .
"""
import json
import sys
from pathlib import Path

import numpy as np
import onnxruntime
from PIL import Image

MEAN, DEVIATION = np.float32([0.485, 0.456, 0.406]), np.float32([0.229, 0.224, 0.225])

# Picture, box, points inside, points outside, refinement steps. A box without points is a prompt of its own. All boxes are
# close to things, so that other ways to shrink a picture hardly change the mask: where a box may mean several things, the
# best of three candidates is decided by less than that.
CASES = [
    ("astronaut.png", [0.334, 0.146, 0.547, 0.373], [], [], 0),
    ("astronaut.png", [0.319, 0.131, 0.562, 0.388], [], [], 0),
    ("astronaut.png", [0.039, 0.354, 0.705, 1], [], [], 0),
    ("astronaut.png", [0.022, 0.389, 0.722, 1], [], [], 0),
    ("astronaut.png", [0.541, 0.686, 0.969, 1], [], [], 0),
    ("astronaut.png", [0.501, 0.646, 1, 1], [], [], 0),
    ("coffee.png", [0.345, 0.295, 0.612, 0.485], [], [], 0),
    ("coffee.png", [0.34, 0.24, 0.63, 0.485], [], [], 0),
    ("coffee.png", [0.325, 0.225, 0.645, 0.5], [], [], 0),
    ("coffee.png", [0.543, 0.537, 0.677, 0.815], [], [], 0),
    ("coffee.png", [0.503, 0.497, 0.717, 0.855], [], [], 0),
    ("coffee.png", [0.127, 0.18, 0.797, 0.973], [], [], 0),
    ("astronaut.png", [0.334, 0.146, 0.547, 0.373], [[0.44, 0.27]], [], 0),
    ("astronaut.png", [0.039, 0.354, 0.705, 1], [[0.3, 0.7]], [[0.44, 0.27]], 1),
    ("coffee.png", [0.127, 0.18, 0.797, 0.973], [[0.3, 0.6]], [], 1),
    ("coffee.png", [0.543, 0.537, 0.677, 0.815], [], [[0.3, 0.6]], 0),
]


def session(file):
    return onnxruntime.InferenceSession(str(file), providers=["CPUExecutionProvider"])


def embedding(encoder, picture):
    square = np.asarray(picture.resize((1024, 1024), Image.BILINEAR), np.float32) / 255
    image = ((square - MEAN) / DEVIATION).transpose(2, 0, 1)[None]
    names = [output.name for output in encoder.get_outputs()]
    return dict(zip(names, encoder.run(names, {"image": np.ascontiguousarray(image)})))


def mask(decoder, inputs, size, box, positive, negative, refinement):
    corners = [box[:2], box[2:]]
    inputs["point_coords"] = np.float32([corners + positive + negative]) * 1024
    inputs["point_labels"] = np.float32([[2, 3] + [1] * len(positive) + [0] * len(negative)])
    inputs["mask_input"] = np.zeros((1, 1, 256, 256), np.float32)
    inputs["has_mask_input"] = np.float32([0])
    for _ in range(refinement + 1):
        masks, scores = decoder.run(["masks", "iou_predictions"], inputs)
        best = masks[0, scores[0].argmax()]
        inputs["mask_input"], inputs["has_mask_input"] = best[None, None], np.float32([1])
    inside = np.asarray(Image.fromarray(best).resize(size, Image.BILINEAR)) > 0
    return Image.fromarray(inside), round(float(scores[0].max()), 5)


def main(models, images, target):
    models = Path(models)
    encoder = session(models / "sam2-tiny/sam2_hiera_tiny_encoder.with_runtime_opt.ort")
    decoder = session(models / "sam2-tiny/sam2_hiera_tiny_decoder_pr1.onnx")
    embeddings, cases = {}, []
    for number, (file, box, positive, negative, refinement) in enumerate(CASES, 1):
        picture = Image.open(Path(images) / file).convert("RGB")
        if file not in embeddings:
            embeddings[file] = embedding(encoder, picture)
        made, score = mask(decoder, dict(embeddings[file]), picture.size, box, positive, negative, refinement)
        name = f"b{number:02}"
        made.save(Path(target) / f"{name}.png", optimize=True)
        prompt = {"box": box, "positive": positive, "negative": negative, "refinement": refinement}
        cases.append({"id": name, "image": file, **prompt, "score": score})
    lines = ",\n".join("  " + json.dumps(case) for case in cases)
    (Path(target) / "cases.json").write_text(f"[\n{lines}\n]\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
