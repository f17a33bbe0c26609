"""Times how Frisket and Pillow decode pictures of 48 megapixels: PNG and WebP, taking turns.

    mvn -B -q -DskipTests -Pbenchmarks -Djmh.skip -pl functions/segment -am test \\
        dependency:build-classpath -Dmdep.outputFile=target/classpath
    python -m venv ~/pictures && ~/pictures/bin/pip install -r functions/segment/src/benchmarks/pictures/requirements.txt
    ~/pictures/bin/python functions/segment/src/benchmarks/pictures/large.py [--rounds 7] [--java JDK25/bin/java]

"draft" is what a model gets, a quarter of the size; Pillow decodes the whole picture and averages blocks of it. Medians of
milliseconds of the processor and of the clock, and the process's peak of resident megabytes. Each process reads only one
picture, and has read it twice before it is measured.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
from PIL import Image

SEGMENT = Path(__file__).resolve().parents[3]
GOLDEN = SEGMENT / "src/test/resources/golden/images"
SIZE = (8000, 6000)
REDUCTION = 4
WARM = 2
FLAGS = ["-Xmx1203m", "-XX:+UseSerialGC", "-XX:MinHeapFreeRatio=10", "-XX:MaxHeapFreeRatio=20", "-XX:-ShrinkHeapInSteps"]


def pictures(folder):
    """Files within the 25 MB that a worker fetches."""
    with Image.open(GOLDEN / "rocket.jpg") as picture:
        smooth = picture.resize(SIZE, Image.Resampling.BICUBIC)
        blocks = picture.resize(SIZE, Image.Resampling.NEAREST)
    grain = Image.effect_noise(SIZE, 40).convert("RGB")
    alpha = smooth.copy()
    alpha.putalpha(blocks.convert("L"))
    made = {
        "PNG": ("png", smooth, {}),
        "PNG with alpha": ("png", alpha, {}),
        "PNG of 16 bits, grey": ("png", Image.fromarray(np.asarray(blocks.convert("L"), np.uint16) * 257), {}),
        "WebP": ("webp", Image.blend(smooth, grain, 0.1), {"quality": 85, "method": 2}),
        "WebP, lossless": ("webp", blocks, {"lossless": True, "method": 0, "quality": 0}),
    }
    for name, (kind, picture, options) in made.items():
        path = Path(folder) / f"{len(name)}-{name.split()[-1]}.{kind}"
        picture.save(path, **options)
        yield name, path


def child(command):
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def ask(process, path, how):
    print(path, how, file=process.stdin, flush=True)
    return [int(figure) for figure in process.stdout.readline().split()[:3]]


def peak():
    return int(Path("/proc/self/status").read_text().split("VmHWM:")[1].split()[0]) // 1024


def pillow():
    """Answers as PictureStopwatch does."""
    for line in sys.stdin:
        path, how = line.split()
        processor, began = time.process_time(), time.perf_counter()
        with Image.open(path) as image:
            image.load()
            if image.mode in {"RGBA", "RGBX"}:
                image = image.convert("RGB")
            reduced = how == "draft" and not image.mode.startswith("I")  # it does not average 16 bits
            made = np.asarray(image.reduce(REDUCTION) if reduced else image)
        print(round((time.process_time() - processor) * 1000), round((time.perf_counter() - began) * 1000),
              peak(), made.shape, flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--java", default="java")
    parser.add_argument("--classpath", help="by default what the lines above have built")
    parser.add_argument("--pillow", action="store_true", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    Image.MAX_IMAGE_PIXELS = None
    if arguments.pillow:
        return pillow()
    target = SEGMENT / "target"
    classpath = arguments.classpath or os.pathsep.join(
        [str(target / "classes"), str(target / "test-classes"), (target / "classpath").read_text()])
    commands = {
        "Frisket": [arguments.java, *FLAGS, "-cp", classpath, "dev.frisket.segment.picture.PictureStopwatch"],
        "Pillow": [sys.executable, "-B", __file__, "--pillow"],
    }
    print("| picture | MB | " + " | ".join(f"{name}, {how}" for name in commands for how in ("whole", "draft"))
          + " | load |\n|---|--:" + "|--:" * (2 * len(commands) + 1) + "|")
    with tempfile.TemporaryDirectory() as folder:
        for name, path in pictures(folder):
            cells = {(program, how): [] for program in commands for how in ("whole", "draft")}
            children = {key: child(commands[key[0]]) for key in cells}
            for turn in range(WARM + arguments.rounds):
                for key, process in children.items():
                    cells[key].append(ask(process, path, key[1]))
            for process in children.values():
                process.stdin.close()
                process.wait()
            medians = [[statistics.median(column) for column in zip(*runs[WARM:])] for runs in cells.values()]
            print(f"| {name} | {path.stat().st_size / 1e6:.1f} | "
                  + " | ".join("{:.0f}, {:.0f} ms, {:.0f} MB".format(*figures) for figures in medians)
                  + f" | {os.getloadavg()[0]:.0f} |", flush=True)
            path.unlink()


if __name__ == "__main__":
    main()
