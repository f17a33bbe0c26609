"""Reads every picture below some folders with Frisket and with Pillow, and counts where they agree.

    mvn -B -q -DskipTests -Pbenchmarks -Djmh.skip -pl functions/segment -am test \\
        dependency:build-classpath -Dmdep.outputFile=target/classpath
    python -m venv ~/pictures && ~/pictures/bin/pip install -r functions/segment/src/benchmarks/pictures/requirements.txt
    ~/pictures/bin/python functions/segment/src/benchmarks/pictures/pictures.py FOLDER... [--list]

"mean difference" is over the samples of a picture, 0..255. Pictures of other formats than those that Frisket reads are
left out. Pillow's picture is the first frame, upright, in sRGB, alpha dropped.
"""

import argparse
import hashlib
import io
import os
import queue
import subprocess
import tempfile
import threading
import time
import warnings
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np
from PIL import Image, ImageCms, ImageOps

SEGMENT = Path(__file__).resolve().parents[3]
SLOW = 10  # seconds
HANGS = 90  # seconds until the process is ended
DIFFERENT = 3
SIGNATURES = [b"\xff\xd8\xff", b"\x89PNG", b"RIFF", b"GIF8", b"BM", b"II*\0", b"MM\0*"]
CLASSES = ["same", "both refuse", "only Pillow reads", "only Frisket reads", "other size",
           f"mean difference over {DIFFERENT}", "crash", f"over {SLOW} s"]


class Frisket:
    """The Java side; a new process after a hang."""

    def __init__(self, folder, classpath):
        self.pixels = Path(folder) / "pixels"
        self.command = ["java", "-Xmx1200m", "-cp", classpath, "dev.frisket.segment.picture.PictureReading",
                        str(self.pixels)]
        self.start()

    def start(self):
        self.process = subprocess.Popen(self.command, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                        stderr=subprocess.DEVNULL, text=True)
        self.answers = queue.Queue()
        process, answers = self.process, self.answers
        threading.Thread(target=lambda: [answers.put(line) for line in process.stdout] + [answers.put("")],
                         daemon=True).start()

    def read(self, path):
        """The answer's first word, the pixels or the reason, and the seconds."""
        begin = time.monotonic()
        self.process.stdin.write(f"{path}\n")
        self.process.stdin.flush()
        try:
            answer = self.answers.get(timeout=HANGS).rstrip("\n")
        except queue.Empty:
            answer = ""
        seconds = time.monotonic() - begin
        if not answer:
            self.process.kill()
            self.process.wait()
            self.start()
            return "crashed", "hang" if seconds >= HANGS else "the process ended", seconds
        kind, rest = answer.split(" ", 1)
        if kind == "read":
            width, height = map(int, rest.split())
            return kind, np.fromfile(self.pixels, np.uint8).reshape(height, width, 3), seconds
        return kind, rest, seconds


def rgb(image):
    """8-bit RGB without alpha, not composited."""
    if image.mode == "P":
        lut = np.zeros((256, 3), np.uint8)
        colours = np.array(image.getpalette("RGB"), np.uint8).reshape(-1, 3)
        lut[:len(colours)] = colours
        return lut[np.asarray(image)]
    samples = np.asarray(image)
    if image.mode.startswith("I;16"):
        samples = samples.astype(np.float64) / 257
    elif image.mode == "I":
        samples = samples.astype(np.float64) / (257 if image.format == "PNG" else 0xFFFFFFFF / 255)
    elif image.mode == "F":
        samples = samples * 255.0
    elif image.mode in {"RGBA", "RGBX"}:
        samples = samples[..., :3]
    elif image.mode in {"LA"}:
        samples = samples[..., 0]
    elif image.mode not in {"L", "RGB"}:
        samples = np.asarray(image.convert("RGB"))
    samples = np.clip(np.nan_to_num(np.round(samples)), 0, 255).astype(np.uint8)
    return samples if samples.ndim == 3 else np.repeat(samples[..., None], 3, 2)


def pillow(path):
    """The picture, or the reason why there is none."""
    try:
        with Image.open(path) as image:
            image.load()
            kind, profile = image.format, image.info.get("icc_profile")
            upright = ImageOps.exif_transpose(image)
            upright.format = kind
            if profile and kind != "BMP":
                if upright.mode in {"P", "RGBA"}:
                    upright = Image.fromarray(rgb(upright))
                elif upright.mode == "LA":
                    upright = upright.getchannel("L")
                try:
                    source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
                    upright = ImageCms.profileToProfile(upright, source, ImageCms.createProfile("sRGB"),
                                                        outputMode="RGB")
                except (ImageCms.PyCMSError, OSError):
                    pass  # a broken profile, or one for other colours
            return rgb(upright)
    except Exception as e:  # Pillow has no closed list either
        return f"{type(e).__name__}: {e}"


def compared(frisket, path):
    """The class, and what there is to say."""
    answer, found, seconds = frisket.read(path)
    if answer == "crashed":
        return "crash", found
    if seconds > SLOW:
        return f"over {SLOW} s", f"{seconds:.0f} s"
    expected = pillow(path)
    if answer == "refused":
        return ("both refuse" if isinstance(expected, str) else "only Pillow reads"), found
    if isinstance(expected, str):
        return "only Frisket reads", expected
    if expected.shape != found.shape:
        return "other size", f"{found.shape} for {expected.shape}"
    mean = np.abs(expected.astype(int) - found).mean()
    return ("same" if mean <= DIFFERENT else f"mean difference over {DIFFERENT}"), f"{mean:.1f}"


def pictures(folders):
    for folder in folders:
        for path in sorted(Path(folder).rglob("*")):
            if path.is_file() and not path.is_symlink() and os.access(path, os.R_OK) and "\n" not in str(path):
                with path.open("rb") as file:
                    start = file.read(16)
                if any(start.startswith(signature) for signature in SIGNATURES):
                    if not start.startswith(b"RIFF") or start[8:12] == b"WEBP":
                        yield path


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("folder", nargs="+")
    parser.add_argument("--list", action="store_true", help="names each picture that is not read the same")
    parser.add_argument("--classpath", help="by default what the lines above have built")
    arguments = parser.parse_args()
    target = SEGMENT / "target"
    classpath = arguments.classpath or os.pathsep.join(
        [str(target / "classes"), str(target / "test-classes"), (target / "classpath").read_text()])
    warnings.simplefilter("ignore")
    Image.MAX_IMAGE_PIXELS = 64_000_000
    counts, seen = defaultdict(Counter), set()
    with tempfile.TemporaryDirectory() as folder:
        frisket = Frisket(folder, classpath)
        for path in pictures(arguments.folder):
            digest = hashlib.sha256(path.read_bytes()).digest()
            if digest in seen:
                continue
            seen.add(digest)
            kind, remark = compared(frisket, path)
            counts[path.suffix.lower()][kind] += 1
            if arguments.list and kind != "same":
                print(f"{kind}: {path}: {remark}")
        frisket.process.stdin.close()
    total = sum(counts.values(), Counter())
    print("| class | " + " | ".join(sorted(counts)) + " | all |")
    print("|---" * (len(counts) + 2) + "|")
    for kind in CLASSES:
        print(f"| {kind} | " + " | ".join(str(counts[suffix][kind]) for suffix in sorted(counts)) + f" | {total[kind]} |")


if __name__ == "__main__":
    main()
