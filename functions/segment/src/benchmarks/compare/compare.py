"""Times Frisket's mask work against SciPy, OpenCV, torchvision and Pillow: same masks, same run, taking turns.

    mvn -B -q -DskipTests -Pbenchmarks -Djmh.skip -pl functions/segment -am test
    python -m venv ~/compare && ~/compare/bin/pip install -r functions/segment/src/benchmarks/compare/requirements.txt
    ~/compare/bin/python functions/segment/src/benchmarks/compare/compare.py [--slow] [--only 'blur.*cv2']

A ratio of 3 means that Frisket takes a third of the time. Medians; each answer is also compared with Frisket's.
"""

import argparse
import io
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import cv2
import numpy as np
import torch
from PIL import Image
from scipy import ndimage
from torchvision.transforms.functional import gaussian_blur

SEGMENT = Path(__file__).resolve().parents[3]
SIGMA = 30
ONLY = ""  # of the lines, those in which this regular expression is found


class Frisket:
    """The Java side, one process for the whole run."""

    def __init__(self, cores, folder):
        classes = os.pathsep.join(str(SEGMENT / "target" / name) for name in ("classes", "test-classes"))
        self.folder = Path(folder)
        self.process = subprocess.Popen(
            ["java", "-cp", classes, "dev.frisket.segment.mask.Stopwatch", str(cores)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def ask(self, *words):
        print(*words, file=self.process.stdin, flush=True)
        return [int(word) for word in self.process.stdout.readline().split()]

    def take(self, mask):
        file = self.folder / "mask"
        file.write_bytes(mask.tobytes())
        self.ask("mask", mask.shape[1], mask.shape[0], file)

    def last(self, shape):
        self.ask("save", self.folder / "last")
        return np.frombuffer((self.folder / "last").read_bytes(), np.uint8).reshape(shape)


def real_mask(side):
    """The golden answer for a face, brought to the wanted size."""
    small = cv2.imread(str(SEGMENT / "src/test/resources/golden/points/out/p01_0.png"), cv2.IMREAD_GRAYSCALE)
    large = cv2.GaussianBlur(cv2.resize(small.astype(np.float32), (side, side)), (0, 0), side / 700)
    return np.where(large > 127, 255, 0).astype(np.uint8)


def diamond(n):
    rows, columns = np.ogrid[-n:n + 1, -n:n + 1]
    return (abs(rows) + abs(columns) <= n).astype(np.uint8)


def scipy_steps(mask, n, connectivity):
    """The reference's way: step by step."""
    for _ in range(abs(n)):
        operation = ndimage.grey_dilation if n > 0 else ndimage.grey_erosion
        mask = operation(mask, footprint=ndimage.generate_binary_structure(2, connectivity), mode="nearest")
    return mask


def torchvision_blur(mask, radius):
    plane = torch.from_numpy(mask).float().div(255)[None, None]
    return gaussian_blur(plane, [2 * radius + 1] * 2, [SIGMA] * 2).mul(255).round().byte().numpy()[0, 0]


def pillow(mask, **options):
    stream = io.BytesIO()
    Image.fromarray(mask).save(stream, **options)
    return len(stream.getvalue())


def timed(work):
    start = time.perf_counter_ns()
    answer = work()
    return time.perf_counter_ns() - start, answer


def compare(frisket, name, words, others, shape=None, rounds=7):
    others = {other: work for other, work in others.items() if re.search(ONLY, f"{name} {other}")}
    if not others:
        return
    for _ in range(15):
        frisket.ask(*words)
    ours, theirs, remarks = [], {other: [] for other in others}, {}
    for turn in range(rounds):
        for other, work in others.items():
            ours.append(frisket.ask(*words)[0])
            if turn and statistics.median(theirs[other]) > 5e9:
                continue  # once is enough of the very slow
            spent, answer = timed(work)
            theirs[other].append(spent)
            if shape and turn == 0:
                difference = np.abs(frisket.last(shape).astype(int) - answer).max()
                remarks[other] = f"largest difference {difference}"
            elif turn == 0:
                remarks[other] = f"{frisket.ask(*words)[1]} against {answer} bytes"
    mine = statistics.median(ours)
    for other, spent in theirs.items():
        other_time = statistics.median(spent)
        print(f"{name:<26}{mine / 1e6:>9.1f} ms   {other:<34}{other_time / 1e6:>10.1f} ms"
              f"{other_time / mine:>9.1f} x   {remarks[other]}", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cores", type=int, default=2)
    parser.add_argument("--sides", type=int, nargs="*", default=[1024, 4096])
    parser.add_argument("--slow", action="store_true", help="also what takes others minutes")
    parser.add_argument("--only", default="", help="regular expression: lines to measure, for example 'square.*cv2'")
    arguments = parser.parse_args()
    global ONLY
    ONLY = arguments.only
    cv2.setNumThreads(arguments.cores)
    torch.set_num_threads(arguments.cores)
    with tempfile.TemporaryDirectory() as folder:
        frisket = Frisket(arguments.cores, folder)
        for side in arguments.sides:
            mask = real_mask(side)
            print(f"\n{side} x {side}, {(mask > 0).mean():.1%} inside, {arguments.cores} cores, "
                  f"load {os.getloadavg()[0]:.1f}")
            frisket.take(mask)
            for n in (8, 64, 256, -64):
                operation = cv2.dilate if n > 0 else cv2.erode
                size = 2 * abs(n) + 1
                slow = arguments.slow or side * side * abs(n) < 2e9
                others = {"cv2 rectangle": lambda: operation(mask, np.ones((size, size), np.uint8))}
                if abs(n) == 8 or slow:
                    others["scipy 3x3 loop"] = lambda: scipy_steps(mask, n, 2)
                compare(frisket, f"square {n}", ("square", n), others, mask.shape)
                others = {}
                if slow or abs(n) < 256:
                    others["cv2 diamond"] = lambda: operation(mask, diamond(abs(n)))
                if abs(n) == 8 or slow:
                    others["scipy plus loop"] = lambda: scipy_steps(mask, n, 1)
                compare(frisket, f"diamond {n}", ("diamond", n), others, mask.shape)
            for radius in (10, 100):
                size = (2 * radius + 1,) * 2
                others = {"cv2 GaussianBlur": lambda: cv2.GaussianBlur(mask, size, SIGMA)}
                if radius == 10 or arguments.slow or side < 4096:
                    others["torchvision gaussian_blur"] = lambda: torchvision_blur(mask, radius)
                compare(frisket, f"blur {radius}", ("blur", radius, SIGMA), others, mask.shape)
            for radius in (0, 10, 100):
                edges = cv2.GaussianBlur(mask, (2 * radius + 1,) * 2, SIGMA) if radius else mask
                frisket.take(edges)
                compare(frisket, f"png, blurred by {radius}", ("encode", "PNG"), {
                    "pillow png": lambda: pillow(edges, format="png"),
                    "cv2 png": lambda: len(cv2.imencode(".png", edges)[1])})
                compare(frisket, f"webp, blurred by {radius}", ("encode", "WEBP"), {
                    "pillow webp lossless, method 0": lambda: pillow(edges, format="webp", lossless=True, method=0),
                    "pillow webp lossless, method 4": lambda: pillow(edges, format="webp", lossless=True, method=4)})
            logits = (cv2.resize(mask, (256, 256)).astype(np.float32) - 127) / 16
            (Path(folder) / "logits").write_bytes(logits.tobytes())
            frisket.ask("logits", Path(folder) / "logits")
            compare(frisket, "upsample", ("upsample", side, side), {
                "cv2 resize and compare": lambda: np.where(cv2.resize(logits, (side, side)) > 0, 255, 0).astype(np.uint8),
                "torch interpolate and compare": lambda: torch.nn.functional.interpolate(
                    torch.from_numpy(logits)[None, None], (side, side), mode="bilinear",
                    align_corners=False).gt(0).byte().mul(255).numpy()[0, 0]}, mask.shape)


if __name__ == "__main__":
    sys.exit(main())
