"""The measured processes: a worker in Java, its peers in Python, and what they are compared with."""

import contextlib
import json
import os
import re
import subprocess
import sys
import time
from pathlib import Path

import cv2
from pictures import SIZES, Pictures

HERE = Path(__file__).resolve().parent
SEGMENT = HERE.parents[2]
TARGET = SEGMENT / "target"
PACK = SEGMENT.parents[1] / "models/sam2-tiny"
LIBRARIES = TARGET / "native"
WHOLE = ["Total", "Processor"]
STAGES = ["Fetch", "Decode", "Resize", "Encode", "Prompt", "Masks", "EncodeFile", "Store"]
OF_CUTOUTS = ["DecodeFull", "CutOut"]
OF_WORDS = ["Detect"]


class Process:
    """A process that answers each line that it reads, the last line of each answer being "done"."""

    def __init__(self, command, errors=None):
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors, text=True,
            env={**os.environ, "AWS_LAMBDA_FUNCTION_NAME": "benchmark"})  # so that stages are written as JSON

    def answer(self, *words):
        """What it says to a line of these words, before "done", as JSON; with Total as seen from outside, and Processor of
        all threads, in milliseconds."""
        spent, began = self.processor(), time.perf_counter()
        print(*words, file=self.process.stdin, flush=True)
        said = {}
        while (line := self.process.stdout.readline()) != "done\n":
            if not line:
                raise RuntimeError(f"process {self.process.pid} ended at: {words}")
            said = json.loads(line)
        return said | {"Total": (time.perf_counter() - began) * 1000, "Processor": self.processor() - spent}

    def processor(self):
        """Milliseconds of processor time since the start."""
        clock = (~self.process.pid << 3) | 2  # CPUCLOCK_SCHED: another process's clock, to the nanosecond
        return time.clock_gettime_ns(clock) / 1e6

    def threads(self):
        """Milliseconds of processor time of the living threads, by thread: its number and name."""
        spent = {}
        for stat in Path(f"/proc/{self.process.pid}/task").glob("*/stat"):
            with contextlib.suppress(FileNotFoundError, ProcessLookupError):  # the thread has ended
                number, name, times = re.match(r"(\d+) \((.*)\) (.*)", stat.read_text()).groups()
                user, system = times.split()[11:13]
                spent[number, name] = (int(user) + int(system)) * 1000 / os.sysconf("SC_CLK_TCK")
        return spent

    def megabytes(self, line):
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(line + r":\s+(\d+)", status)[1]) // 1024

    def close(self):
        self.process.stdin.close()
        self.process.wait()


class Worker(Process):
    """A process that masks one picture for each line."""

    def __init__(self, command, folder, errors=None):
        super().__init__(command, errors)
        self.folder = folder

    def mask(self, picture, x, y, cutout="none"):
        """Milliseconds of the stages; the mask."""
        out = self.folder / "mask.webp"
        stages = self.work(picture, x, y, out, cutout)
        return stages, cv2.imread(str(out), cv2.IMREAD_GRAYSCALE)

    def work(self, *words):
        """Milliseconds of the stages."""
        spent = self.answer(*words)
        return {stage: spent.get(stage, 0) for stage in [*STAGES, *OF_CUTOUTS, *OF_WORDS, *WHOLE]}


def java(binary, *options, models=PACK.parent, packs="sam2-tiny", megabytes=3008):
    """The command of a worker as in a function with this memory; 3,008 MB is the smallest."""
    jars = [TARGET / "segment-0.1.0.jar", *sorted((TARGET / "lib").glob("*.jar")),
            TARGET / "segment-0.1.0-tests.jar", SEGMENT.parent / "core/target/core-0.1.0-tests.jar"]
    given = (SEGMENT / "java.options").read_text().splitlines()
    flags = [line for line in given if re.match("-(?!cp|Donnx|Djava)", line)]
    return [binary, *options, *flags, f"-XX:MaxRAM={megabytes}m",
            f"-Donnxruntime.native.path={LIBRARIES}", f"-Djava.library.path={LIBRARIES}",
            "-cp", ":".join(map(str, jars)), "dev.frisket.segment.WorkerStopwatch", models, packs]


def trained(binary, folder):
    """The options that make Java use an AOT cache, trained with one picture."""
    cache = TARGET / "benchmark.aot"
    worker = Worker(java(binary, f"-XX:AOTCacheOutput={cache}", "-Xlog:disable"), folder, subprocess.DEVNULL)
    worker.mask(Pictures(folder).fresh(SIZES[1]), 0.5, 0.4)
    worker.close()
    return f"-XX:AOTCache={cache}"


def manifest():
    return json.loads((PACK / "manifest.json").read_text())


def models():
    """The encoder and the decoder that the worker uses: the optimised ones if they have been made."""
    files = published()
    for role, (first, *_) in manifest()["optimised"].items():
        if (PACK / first["name"]).exists():
            files[role] = PACK / first["name"]
    return files["encoder"], files["decoder"]


def published():
    return {file["role"]: PACK / file["name"] for file in manifest()["files"]}


def peer(engine, encoder, decoder):
    """The command of a peer: with the worker's encoder if the engine reads it, else with the published one in ONNX."""
    if engine == "openvino" and (encoder.suffix != ".onnx" or not read_by_openvino(encoder)):
        encoder = standard(TARGET / "encoder.onnx")
    return script("peer.py", engine, encoder, decoder)


def read_by_openvino(encoder):
    import openvino  # here and below: not needed by the other measurements

    try:
        openvino.Core().read_model(encoder)
        return True
    except RuntimeError:  # it lacks one of ONNX Runtime's own operators
        return False


def standard(file):
    """Writes the published encoder with the operators of the standard alone."""
    import onnx

    sys.path.append(str(PACK))
    import ort_format

    onnx.save(ort_format.read(published()["encoder"]), file)
    return file


def native(encoder):
    """The command of the encoder in the library that the worker loads, without Java, with as many threads."""
    (outputs,) = [file["outputs"] for file in manifest()["files"] if file["role"] == "encoder"]
    return script("native.py", LIBRARIES / "libonnxruntime.so", encoder, str(os.cpu_count()), *outputs)


def limit(encoder):
    return script("limit.py", encoder, str(os.cpu_count()))


def script(name, *arguments):
    return [sys.executable, "-B", HERE / name, *arguments]
