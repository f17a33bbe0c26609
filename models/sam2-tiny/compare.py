#!/usr/bin/env python3
"""Checks that an optimised encoder gives the masks of the original: best masks of many prompts over 20 pictures.

usage: compare.py ENCODER.ort OPTIMISED.onnx DECODER.onnx PICTURE...

Pictures are used whole, then cropped, flipped or scaled until there are twenty. Fails if an IoU is below 0.999 or there
are fewer than a hundred prompts. Also prints the ratio of CPU times; the encoders run in turns.
"""

import statistics
import sys
import time

import numpy as np
import onnxruntime
from PIL import Image, ImageOps

PICTURES, PROMPTS = 20, 6
LIMIT = 0.999
SIDE = 1024
MEAN = np.float32([0.485, 0.456, 0.406])
DEVIATION = np.float32([0.229, 0.224, 0.225])


def session(path, threads=2):
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.enable_mem_pattern = False
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])


def variations(paths):
    """Makes many pictures from a few: first the originals, then crops, mirror images and other sizes of them."""
    whole = [Image.open(path).convert("RGB") for path in paths]
    yield from whole
    changes = [
        lambda one: one.crop((0, 0, one.width * 2 // 3, one.height * 2 // 3)),
        lambda one: ImageOps.mirror(one.crop((one.width // 3, one.height // 4, one.width, one.height))),
        ImageOps.flip,
        lambda one: one.resize((one.width // 3, one.height // 3), Image.Resampling.BILINEAR),
        lambda one: one.resize((one.width * 3, one.height * 2), Image.Resampling.BICUBIC).rotate(90, expand=True),
    ]
    for change in changes:
        yield from map(change, whole)


def tensor(picture):
    small = np.float32(picture.resize((SIDE, SIDE), Image.Resampling.BILINEAR)) / 255
    return np.ascontiguousarray(((small - MEAN) / DEVIATION).transpose(2, 0, 1)[None])


def best_mask(decoder, embedding, point, size):
    masks, scores = decoder.run(
        ["masks", "iou_predictions"],
        {
            **embedding,
            "point_coords": np.float32(point).reshape(1, 1, 2) * SIDE,
            "point_labels": np.ones((1, 1), np.float32),
            "mask_input": np.zeros((1, 1, 256, 256), np.float32),
            "has_mask_input": np.zeros(1, np.float32),
        },
    )
    logits = Image.fromarray(masks[0, scores[0].argmax()])
    return np.asarray(logits.resize(size, Image.Resampling.BILINEAR)) > 0


def iou(one, other):
    union = (one | other).sum()
    return 1.0 if union == 0 else (one & other).sum() / union


def main(original, optimised, decoder, *paths):
    encoders = [session(original), session(optimised)]
    decoder = session(decoder)
    random = np.random.default_rng(1)
    times, ious = ([], []), []
    for _, picture in zip(range(PICTURES), variations(paths)):
        image = tensor(picture)
        embeddings = []
        for encoder, spent in zip(encoders, times):
            began = time.process_time()
            values = encoder.run(None, {"image": image})
            spent.append(time.process_time() - began)
            embeddings.append({output.name: value for output, value in zip(encoder.get_outputs(), values)})
        for point in random.uniform(0.05, 0.95, (PROMPTS, 2)):
            ious.append(iou(*(best_mask(decoder, embedding, point, picture.size) for embedding in embeddings)))
    ratio = statistics.median(times[1]) / statistics.median(times[0])
    print(f"{len(ious)} prompts, IoU at least {min(ious):.5f}, median {statistics.median(ious):.5f}")
    print(f"processor time {ratio:.3f} of the original's ({statistics.median(times[0]):.2f} s, {len(times[0])} pictures)")
    if len(ious) < 100 or min(ious) < LIMIT:
        sys.exit("these are not the same masks")


if __name__ == "__main__":
    main(*sys.argv[1:])
