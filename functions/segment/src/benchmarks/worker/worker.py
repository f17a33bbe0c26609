"""Times the whole worker, from a job to a mask on disk, against a Python worker: same model file, same run, taking turns.

    mvn -B -q -DskipTests -Pbenchmarks -Djmh.skip -pl functions/segment -am package
    python -m venv ~/worker && ~/worker/bin/pip install -r functions/segment/src/benchmarks/worker/requirements.txt
    ~/worker/bin/python functions/segment/src/benchmarks/worker/worker.py [--java JDK25/bin/java] [warm memory cold cutouts]

Medians, in milliseconds. The figures also go to target/worker.json, in place of older ones of the same part; plot.py makes a
picture of them.
"""

import argparse
import datetime
import json
import os
import platform
import re
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import cv2
import numpy as np

SEGMENT = Path(__file__).resolve().parents[3]
TARGET = SEGMENT / "target"
GOLDEN = SEGMENT / "src/test/resources/golden/images/rocket.jpg"
SIZES = {1: (1152, 864), 12: (4000, 3000), 48: (8000, 6000)}  # megapixels: width, height
WHOLE = ["Total", "Processor"]
STAGES = ["Fetch", "Decode", "Resize", "Encode", "Prompt", "Masks", "EncodeFile", "Store"]
OF_CUTOUTS = ["DecodeFull", "CutOut"]
OF_WORDS = ["Detect"]
PROMPTS = [(0.50, 0.40), (0.47, 0.55), (0.51, 0.66), (0.30, 0.20)]
MEMORY_SIZES = [(640, 480), (4000, 3000), (1152, 864), (2000, 3000), (8000, 6000)]


class Worker:
    """A process that masks one picture for each line."""

    def __init__(self, command, folder, errors=None):
        self.folder = folder
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors, text=True,
            env={**os.environ, "AWS_LAMBDA_FUNCTION_NAME": "benchmark"})  # so that stages are written as JSON

    def mask(self, picture, x, y, cutout="none"):
        """Milliseconds of the stages, as Total of all as seen from outside, and as Processor of all threads; the mask."""
        out = self.folder / "mask.webp"
        stages = self.work(picture, x, y, out, cutout)
        return stages, cv2.imread(str(out), cv2.IMREAD_GRAYSCALE)

    def work(self, *words):
        """Sends a line; milliseconds as for `mask`."""
        spent, began = self.processor(), time.perf_counter()
        print(*words, file=self.process.stdin, flush=True)
        stages = {}
        while (line := self.process.stdout.readline().strip()) != "done":
            stages = json.loads(line)
        measured = {"Total": (time.perf_counter() - began) * 1000, "Processor": self.processor() - spent}
        return {stage: stages.get(stage, 0) for stage in [*STAGES, *OF_CUTOUTS, *OF_WORDS]} | measured

    def processor(self):
        """Milliseconds of processor time since the start."""
        user, system = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()[11:13]
        return (int(user) + int(system)) * 1000 / os.sysconf("SC_CLK_TCK")

    def megabytes(self, line):
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(line + r":\s+(\d+)", status)[1]) // 1024

    def close(self):
        self.process.stdin.close()
        self.process.wait()


class Pictures:
    """Photographs of any size out of a small one: grown, with the grain of a camera, each with other bytes."""

    def __init__(self, folder):
        self.folder = folder
        self.files = {}
        self.made = 0

    def fresh(self, size):
        if size not in self.files:
            grown = cv2.resize(cv2.imread(str(GOLDEN)), size, interpolation=cv2.INTER_CUBIC)
            grain = np.random.default_rng(1).normal(0, 4, grown.shape)
            self.files[size] = cv2.imencode(".jpg", np.uint8(np.clip(grown + grain, 0, 255)))[1].tobytes()
        self.made += 1
        file = self.folder / f"picture{self.made % 2}.jpg"
        file.write_bytes(self.files[size] + bytes(self.made))  # what follows the end is passed over
        return file


def java(binary, *options, models=SEGMENT.parents[1] / "models", packs="sam2-tiny", megabytes=3008):
    """The command of a worker as in a function with this memory; 3,008 MB is the smallest."""
    jars = [TARGET / "segment-0.1.0.jar", *sorted((TARGET / "lib").glob("*.jar")),
            TARGET / "segment-0.1.0-tests.jar", SEGMENT.parent / "core/target/core-0.1.0-tests.jar"]
    given = (SEGMENT / "java.options").read_text().splitlines()
    flags = [line for line in given if re.match("-(?!cp|Donnx|Djava)", line)]
    return [binary, *options, *flags, f"-XX:MaxRAM={megabytes}m",
            f"-Donnxruntime.native.path={TARGET}/native", f"-Djava.library.path={TARGET}/native",
            "-cp", ":".join(map(str, jars)), "dev.frisket.segment.WorkerStopwatch", models, packs]


def peer():
    pack = SEGMENT.parents[1] / "models/sam2-tiny"
    manifest = json.loads((pack / "manifest.json").read_text())
    files = {file["role"]: pack / file["name"] for file in manifest["files"]}
    for role, (first, *_) in manifest["optimised"].items():
        if (pack / first["name"]).exists():
            files[role] = pack / first["name"]
    return [sys.executable, "-B", Path(__file__).with_name("peer.py"), files["encoder"], files["decoder"]]


def medians(runs):
    return {stage: statistics.median(run[stage] for run in runs) for stage in runs[0]}


def iou(one, other):
    union = np.count_nonzero(one | other)
    return np.count_nonzero(one & other) / union if union else 1.0


def show(name, stages):
    print(f"{name:<24}" + "".join(f"{stages[stage]:>11.0f}" for stage in [*STAGES, *WHOLE]), flush=True)


def warm(commands, folder, rounds):
    """First and repeated prompts on each size, in turns; the masks must be the same."""
    pictures = Pictures(folder)
    workers = {name: Worker(command, folder) for name, command in commands.items()}
    for size in SIZES.values():
        for worker in workers.values():
            worker.mask(pictures.fresh(size), *PROMPTS[0])
    figures = {}
    print(f"{'':<24}" + "".join(f"{stage:>11}" for stage in [*STAGES, *WHOLE]))
    for megapixels, size in SIZES.items():
        runs = {(name, prompt): [] for name in workers for prompt in ("first", "repeated")}
        worst = 1.0
        for turn in range(rounds):
            masks = []
            picture = pictures.fresh(size)
            for name, worker in workers.items():
                stages, mask = worker.mask(picture, *PROMPTS[0])
                runs[name, "first"].append(stages)
                masks.append(mask)
                runs[name, "repeated"].append(worker.mask(picture, *PROMPTS[1 + turn % 3])[0])
            worst = min(worst, iou(*masks))
        for (name, prompt), times in runs.items():
            figures[f"{name}, {megapixels} MP, {prompt}"] = medians(times)
            show(f"{name}, {megapixels} MP, {prompt}", medians(times))
        first, again, python = (figures[f"{key}, {megapixels} MP, {prompt}"] for key, prompt in
                                (("java", "first"), ("java", "repeated"), ("python", "first")))
        around = (first["Total"] - first["Encode"] - first["Prompt"]) / first["Encode"]
        print(f"  repeated {first['Total'] / again['Total']:.1f} x faster than first; around the model {around:.1%} of the "
              f"encoder's time; {python['Total'] / first['Total']:.2f} x Python's speed; IoU with its masks at least "
              f"{worst:.5f}; load {os.getloadavg()[0]:.1f}", flush=True)
    for worker in workers.values():
        worker.close()
    return figures


def memory(command, folder, pictures=50):
    """Megabytes that the worker holds after every tenth picture, their sizes in turns, and the most it ever held."""
    source = Pictures(folder)
    worker = Worker(command, folder)
    resident = []
    for number in range(1, pictures + 1):
        worker.mask(source.fresh(MEMORY_SIZES[number % len(MEMORY_SIZES)]), *PROMPTS[0])
        if number % 10 == 0:
            resident.append(worker.megabytes("VmRSS"))
    figures = {"resident": resident, "most": worker.megabytes("VmHWM")}
    worker.close()
    print(f"java: MB after every tenth of {pictures} pictures {resident}, most {figures['most']}", flush=True)
    return figures


def cutouts(command, folder, rounds):
    """Milliseconds of a mask alone and with its cut-out, and the most megabytes that a worker held: a process for each
    kind, which has masked two small pictures before, since the model's memory grows until then."""
    figures = {}
    columns = [*WHOLE, *OF_CUTOUTS, "MB"]
    print(" " * 24 + "".join(f"{column:>12}" for column in columns))
    for megapixels, size in {12: SIZES[12], 48: SIZES[48], 64: (8000, 8000)}.items():
        for extension in ("jpg", "png"):
            file = folder / f"whole.{extension}"
            file.write_bytes(whole(size, extension))
            for cutout in ("none", "png", "webp"):
                runs = []
                for _ in range(rounds):
                    worker = Worker(command, folder)
                    pictures = Pictures(folder)
                    for prompt in PROMPTS[:2]:
                        worker.mask(pictures.fresh(SIZES[1]), *prompt)
                    stages, _ = worker.mask(file, *PROMPTS[0], cutout)
                    runs.append({stage: stages[stage] for stage in (*WHOLE, *OF_CUTOUTS)}
                                | {"MB": worker.megabytes("VmHWM")})
                    worker.close()
                figures[f"{megapixels} MP {extension}, cut-out {cutout}"] = spent = medians(runs)
                print(f"{megapixels:>2} MP {extension} {file.stat().st_size / 1e6:>4.1f} MB, {cutout:<5}"
                      + "".join(f"{spent[column]:>12.0f}" for column in columns)
                      + f"   load {os.getloadavg()[0]:.1f}", flush=True)
    return figures


def whole(size, extension):
    """A picture within the 25 MB that a worker fetches: JPEG with grain; PNG without it, in blocks of pixels."""
    picture = cv2.imread(str(GOLDEN))
    if extension == "png":
        return cv2.imencode(".png", cv2.resize(picture, size, interpolation=cv2.INTER_NEAREST))[1].tobytes()
    grown = cv2.resize(picture, size, interpolation=cv2.INTER_CUBIC)
    for rows in range(0, size[1], 1000):  # in parts: the grain takes 8 bytes per sample
        part = grown[rows : rows + 1000]
        part[:] = np.uint8(np.clip(part + np.random.default_rng(rows).normal(0, 4, part.shape), 0, 255))
    return cv2.imencode(".jpg", grown, [cv2.IMWRITE_JPEG_QUALITY, 85])[1].tobytes()


def cold(commands, folder, rounds):
    """From the start of a process to its first mask of a picture of 1 megapixel, model files in the page cache."""
    pictures = Pictures(folder)
    times = {name: [] for name in commands}
    for _ in range(rounds):
        for name, command in commands.items():
            picture = pictures.fresh(SIZES[1])
            began = time.perf_counter()
            worker = Worker(command, folder)
            worker.mask(picture, *PROMPTS[0])
            times[name].append({"Total": (time.perf_counter() - began) * 1000, "Processor": worker.processor()})
            worker.close()
    figures = {name: medians(runs) for name, runs in times.items()}
    for name, spent in figures.items():
        print(f"{name:<24}{spent['Total']:>11.0f} ms to the first mask, {spent['Processor']:.0f} of the processor, "
              f"load {os.getloadavg()[0]:.1f}", flush=True)
    return figures


def trained(binary, folder):
    """The options that make Java use an AOT cache, trained with one picture."""
    cache = TARGET / "benchmark.aot"
    worker = Worker(java(binary, f"-XX:AOTCacheOutput={cache}", "-Xlog:disable"), folder, subprocess.DEVNULL)
    worker.mask(Pictures(folder).fresh(SIZES[1]), *PROMPTS[0])
    worker.close()
    return f"-XX:AOTCache={cache}"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("parts", nargs="*", default=["warm", "memory", "cold"])
    parser.add_argument("--java", default="java")
    parser.add_argument("--rounds", type=int, default=7)
    arguments = parser.parse_args()
    release = subprocess.run([arguments.java, "-version"], capture_output=True, text=True, check=True).stderr.splitlines()[0]
    processor = re.search("model name\\s*: (.*)", Path("/proc/cpuinfo").read_text())[1]
    commands = {"java": java(arguments.java), "python": peer()}
    file = TARGET / "worker.json"
    figures = json.loads(file.read_text()) if file.exists() else {}
    figures |= {"date": str(datetime.date.today()), "machine": f"{os.cpu_count()} cores of {processor}",
               "java": release, "python": platform.python_version(), "encoder": Path(commands["python"][-2]).name}
    print(*(figures[part] for part in ("date", "machine", "java", "python", "encoder")), sep=", ")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if "warm" in arguments.parts:
            figures["warm"] = warm(commands, folder, arguments.rounds)
        if "memory" in arguments.parts:
            figures["memory"] = memory(commands["java"], folder)
        if "cutouts" in arguments.parts:
            figures["cutouts"] = cutouts(commands["java"], folder, arguments.rounds)
        if "cold" in arguments.parts:
            if int(re.search(r"\"(\d+)", release)[1]) >= 25:
                commands = {"java, AOT cache": java(arguments.java, trained(arguments.java, folder)), **commands}
            figures["cold"] = cold(commands, folder, arguments.rounds)
    file.write_text(json.dumps(figures, indent=1))


if __name__ == "__main__":
    main()
