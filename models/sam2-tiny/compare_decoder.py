#!/usr/bin/env python3
"""Checks that an optimised decoder gives the masks of the original, and measures both.

usage: compare_decoder.py ENCODER DECODER.onnx OPTIMISED.onnx PICTURE...
       compare_decoder.py --time DECODER.onnx OPTIMISED.onnx
       compare_decoder.py --chunks DECODER.onnx

The first form masks six prompts on each of twenty pictures: a point, two points, many points, a box, and a point and a
box once more with their best mask fed back. It fails if an IoU is below 0.999 or there are fewer than a hundred
prompts. The second runs the decoders in turns and prints ratios of processor time. The third prints time and memory for
chunks of boxes, each size in a process of its own.
"""

import os
import statistics
import subprocess
import sys
import time

import numpy as np
import onnxruntime
from compare import LIMIT, PICTURES, SIDE, iou, session, tensor, variations
from PIL import Image

CHUNKS = (1, 2, 4, 8, 16)
BOXES = 32
PAIRS = 15
MANY = 40
EMBEDDING = {"image_embed": (1, 256, 64, 64), "high_res_feats_0": (1, 32, 256, 256), "high_res_feats_1": (1, 64, 128, 128)}


def prompt(points, labels, mask=None):
    points = np.float32(points)
    return {
        "point_coords": points * SIDE,
        "point_labels": np.broadcast_to(np.float32(labels), points.shape[:2]),
        "mask_input": np.zeros((len(points), 1, 256, 256), np.float32) if mask is None else mask,
        "has_mask_input": np.float32([mask is not None]),
    }


def boxes(random, count):
    return prompt(np.sort(random.uniform(0.05, 0.95, (count, 2, 2)), axis=1), [2, 3])


def prompts(random):
    """A point, two, many, and a box; the flag says whether to feed the best mask back as well."""
    yield prompt(random.uniform(0.05, 0.95, (1, 1, 2)), 1), True
    yield prompt(random.uniform(0.05, 0.95, (1, 2, 2)), [1, 0]), False
    yield prompt(random.uniform(0.05, 0.95, (1, MANY, 2)), random.integers(0, 2, MANY)), False
    yield boxes(random, 1), True


def best(decoder, embedding, asked):
    masks, scores = decoder.run(["masks", "iou_predictions"], {**embedding, **asked})
    return masks[0, scores[0].argmax()]


def mask(logits, size):
    return np.asarray(Image.fromarray(logits).resize(size, Image.Resampling.BILINEAR)) > 0


def compare(encoder, original, optimised, *paths):
    encoder, decoders = session(encoder), [session(original), session(optimised)]
    random = np.random.default_rng(1)
    ious = []
    for _, picture in zip(range(PICTURES), variations(paths)):
        values = encoder.run(None, {"image": tensor(picture)})
        embedding = {output.name: value for output, value in zip(encoder.get_outputs(), values)}
        for asked, again in prompts(random):
            logits = [best(decoder, embedding, asked) for decoder in decoders]
            ious.append(iou(*(mask(one, picture.size) for one in logits)))
            if again:
                fed = [{**asked, "mask_input": one[None, None], "has_mask_input": np.ones(1, np.float32)} for one in logits]
                logits = [best(decoder, embedding, one) for decoder, one in zip(decoders, fed)]
                ious.append(iou(*(mask(one, picture.size) for one in logits)))
    print(f"{len(ious)} prompts, IoU at least {min(ious):.5f}, median {statistics.median(ious):.5f}")
    if len(ious) < 100 or min(ious) < LIMIT:
        sys.exit("these are not the same masks")


def noise(random):
    return {name: np.float32(random.standard_normal(shape)) for name, shape in EMBEDDING.items()}


def spent(decoder, *jobs):
    """Processor time of some runs, in milliseconds."""
    began = time.process_time()
    for job in jobs:
        decoder.run(["masks", "iou_predictions"], job)
    return (time.process_time() - began) * 1000


def measure(original, optimised):
    random = np.random.default_rng(1)
    embedding = noise(random)
    point = {**embedding, **prompt([[[0.4, 0.6]]], 1)}
    fed = {**embedding, **prompt([[[0.4, 0.6]]], 1, np.float32(random.uniform(-10, 10, (1, 1, 256, 256))))}
    four = {**embedding, **boxes(random, 4)}
    for threads in (1, 2):
        decoders = [session(path, threads) for path in (original, optimised)]
        for name, job in (("a point", point), ("a point with a mask", fed), ("four boxes", four)):
            times = [[spent(decoder, job) for decoder in decoders] for _ in range(PAIRS + 1)][1:]
            ratio = statistics.median(new / old for old, new in times)
            old, new = (statistics.median(column) for column in zip(*times))
            load = os.getloadavg()[0]
            print(f"{name}, {threads} threads: {old:.1f} ms and {new:.1f} ms, ratio {ratio:.3f}, {PAIRS} pairs, load {load:.0f}")


def measure_chunk(path, size):
    """Prints milliseconds of processor time for a box, and megabytes that the process has grown by."""
    decoder, random = session(path, 2), np.random.default_rng(1)
    embedding = noise(random)
    before = memory("VmRSS")
    jobs = [{**embedding, **boxes(random, size)} for _ in range(BOXES // size)]
    spent(decoder, jobs[0])
    print(spent(decoder, *jobs) / BOXES, memory("VmHWM") - before)


def memory(what):
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) // 1024 for line in status if line.startswith(what))


def measure_chunks(path, rounds=5):
    """Sizes take turns, so that other work on the machine disturbs all alike."""
    runs = {size: [] for size in CHUNKS}
    for _ in range(rounds):
        for size in CHUNKS:
            command = [sys.executable, "-B", __file__, "--chunk", path, str(size)]
            answer = subprocess.run(command, check=True, capture_output=True, text=True).stdout
            runs[size].append([float(word) for word in answer.split()])
    for size, found in runs.items():
        milliseconds, megabytes = (statistics.median(column) for column in zip(*found))
        print(f"chunks of {size}: {milliseconds:.1f} ms a box, {megabytes:.0f} MB, load {os.getloadavg()[0]:.0f}")


def main(*arguments):
    match arguments:
        case ["--time", original, optimised]:
            measure(original, optimised)
        case ["--chunks", path]:
            measure_chunks(path)
        case ["--chunk", path, size]:
            measure_chunk(path, int(size))
        case _:
            compare(*arguments)


if __name__ == "__main__":
    onnxruntime.set_default_logger_severity(3)
    main(*sys.argv[1:])
