#!/usr/bin/env python3
"""Writes the masks that text prompts should give, by way of Pillow and ONNX Runtime for Python. Run by hand.

    pip install numpy==2.4.6 onnxruntime==1.32.0 pillow==13.0.0
    python masks.py ../../../../../../../../../models ../../../../golden/images .
"""
import sys
from pathlib import Path

import numpy as np
import onnxruntime
from PIL import Image

CONFIDENCE = 0.2
# A picture and a class that it has once; the mask is called as the class.
CASES = [("camera.png", 0, "man"), ("coffee.png", 41, "cup")]
MEAN, DEVIATION = np.float32([0.485, 0.456, 0.406]), np.float32([0.229, 0.224, 0.225])


def session(file):
    return onnxruntime.InferenceSession(str(file), providers=["CPUExecutionProvider"])


def box(detector, picture, wanted):
    square = np.asarray(picture.resize((300, 300), Image.BILINEAR))
    boxes, scores = detector.run(["boxes", "scores"], {"image": square[None]})
    best = scores[:, wanted].argmax()
    assert scores[best, wanted] >= CONFIDENCE
    return boxes[best]


def mask(encoder, decoder, picture, corners):
    square = np.asarray(picture.resize((1024, 1024), Image.BILINEAR), np.float32) / 255
    image = ((square - MEAN) / DEVIATION).transpose(2, 0, 1)[None]
    names = [output.name for output in encoder.get_outputs()]
    inputs = dict(zip(names, encoder.run(names, {"image": np.ascontiguousarray(image)})))
    inputs["point_coords"] = np.float32(corners).reshape(1, 2, 2) * 1024
    inputs["point_labels"] = np.float32([[2, 3]])
    inputs["mask_input"] = np.zeros((1, 1, 256, 256), np.float32)
    inputs["has_mask_input"] = np.float32([0])
    for _ in range(2):
        masks, scores = decoder.run(["masks", "iou_predictions"], inputs)
        best = masks[0, scores[0].argmax()]
        inputs["mask_input"], inputs["has_mask_input"] = best[None, None], np.float32([1])
    return Image.fromarray(np.asarray(Image.fromarray(best).resize(picture.size, Image.BILINEAR)) > 0)


def main(models, images, target):
    models = Path(models)
    detector = session(models / "coco-ssd/coco-ssd-fp16w.onnx")
    encoder = session(models / "sam2-tiny/sam2_hiera_tiny_encoder.with_runtime_opt.ort")
    decoder = session(models / "sam2-tiny/sam2_hiera_tiny_decoder_pr1.onnx")
    for file, wanted, name in CASES:
        picture = Image.open(Path(images) / file).convert("RGB")
        made = mask(encoder, decoder, picture, box(detector, picture, wanted))
        made.save(Path(target) / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
