"""Measures what a worker needs for a pack that finds things by words: memory, time, and a cold start.

    words.py --pack coco-ssd [cold short long excluding largest]
    words.py --pack grounding-dino --models FOLDER/fp32 --megabytes 5307

Set up as for worker.py. Grounding DINO of the true size with random weights comes from `make_full_size.py`, beside the
structural twin in the tests' resources. Whatever the prompt, the best detection is masked by SAM 2 (confidence -1), so that
all of the worker runs. For elapsed times the machine must be idle; processor times (user and system) are good to a fifth
beside other load. Files are in the page cache.
"""

import argparse
import os
import statistics
import tempfile
import time
from pathlib import Path

from pictures import MEMORY_SIZES, SIZES, Pictures, whole
from processes import SEGMENT, Worker, java

SHORT = "a red cup"
PROMPTS = {
    "short": SHORT,
    "long": ". ".join(f"a red cup beside the white saucer number {n}" for n in range(40)),  # cut at 256 tokens
    "excluding": "a red cup, but not the saucer",
}


def masked(worker, picture, prompt, cutout="none"):
    return worker.work(picture, "text", -1, worker.folder / "mask.webp", cutout, prompt)


def cold(command, folder, pictures):
    began = time.perf_counter()
    worker = Worker(command, folder)
    masked(worker, pictures.fresh(SIZES[1]), SHORT)
    elapsed = time.perf_counter() - began
    figures = elapsed, worker.processor() / 1000, worker.megabytes("VmHWM"), worker.megabytes("VmRSS")
    worker.close()
    return figures


def warm(worker, pictures, rounds, prompt):
    runs = [masked(worker, pictures.fresh(SIZES[1]), prompt) for _ in range(rounds)]
    return {stage: statistics.median(run[stage] for run in runs) / 1000 for stage in ("Total", "Processor", "Detect", "Encode")}


def largest(worker, folder, pictures):
    """Peak memory after pictures of five sizes, and after one of 64 megapixels with its cut-out."""
    for size in MEMORY_SIZES:
        masked(worker, pictures.fresh(size), SHORT)
    usual = worker.megabytes("VmHWM")
    file = folder / "whole.jpg"
    file.write_bytes(whole((8000, 8000), "jpg"))
    masked(worker, file, SHORT, "webp")
    return usual, worker.megabytes("VmHWM")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("parts", nargs="*", default=["cold", *PROMPTS, "largest"])
    parser.add_argument("--java", default="java")
    parser.add_argument("--models", type=Path, default=SEGMENT.parents[1] / "models")
    parser.add_argument("--pack", required=True)
    parser.add_argument("--megabytes", type=int, default=3008, help="the worker's memory, which bounds the heap")
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    packs = f"sam2-tiny,{given.pack}"
    command = java(given.java, models=given.models, packs=packs, megabytes=given.megabytes)
    print(f"{packs} of {given.models}, {given.megabytes} MB, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        pictures = Pictures(folder)
        if "cold" in given.parts:
            starts = [cold(command, folder, pictures) for _ in range(given.rounds)]
            elapsed, processor, peak, resident = (statistics.median(column) for column in zip(*starts))
            print(f"cold start to the first mask: {elapsed:.1f} s, {processor:.1f} s of processors; "
                  f"peak {peak:.0f} MB, then {resident:.0f} MB; load {os.getloadavg()[0]:.1f}", flush=True)
        worker = Worker(command, folder)
        masked(worker, pictures.fresh(SIZES[1]), SHORT)
        for what in [part for part in given.parts if part in PROMPTS]:
            spent = warm(worker, pictures, given.rounds, PROMPTS[what])
            print(f"{what:<10} {spent['Total']:5.1f} s, {spent['Processor']:5.1f} s of processors; elapsed: detector "
                  f"{spent['Detect']:.1f} s, encoder {spent['Encode']:.1f} s; peak {worker.megabytes('VmHWM')} MB; "
                  f"load {os.getloadavg()[0]:.1f}", flush=True)
        if "largest" in given.parts:
            usual, most = largest(worker, folder, pictures)
            print(f"peak after pictures of up to 48 megapixels {usual} MB, after one of 64 with its cut-out {most} MB", flush=True)
        worker.close()


if __name__ == "__main__":
    main()
