"""The measurements of worker.py: each prints its medians and returns them."""

import os
import statistics
import time

import numpy as np
from pictures import MEMORY_SIZES, SIZES, Pictures, whole
from processes import OF_CUTOUTS, STAGES, WHOLE, Process, Worker

PROMPTS = [(0.50, 0.40), (0.47, 0.55), (0.51, 0.66), (0.30, 0.20)]
PAIRS = 15  # at least, for a ratio good to a hundredth
OF_JVM = ("C1 ", "C2 ", "VM ", "GC ")  # how the names of its compilers' and its collector's threads begin


def medians(runs):
    return {stage: statistics.median(run[stage] for run in runs) for stage in runs[0]}


def iou(one, other):
    union = np.count_nonzero(one | other)
    return np.count_nonzero(one & other) / union if union else 1.0


def load():
    return f"load {os.getloadavg()[0]:.1f}"


def show(name, stages):
    print(f"{name:<28}" + "".join(f"{stages[stage]:>11.0f}" for stage in [*STAGES, *WHOLE]), flush=True)


def warm(commands, limiting, folder, rounds):
    """First and repeated prompts on each size, in turns; the masks must be the same. With them, in the same turns, what
    bounds the encoder."""
    pictures = Pictures(folder)
    workers = {name: Worker(command, folder) for name, command in commands.items()}
    bound = Process(limiting)
    for size in SIZES.values():
        for worker in workers.values():
            worker.mask(pictures.fresh(size), *PROMPTS[0])
    figures = {}
    limits = []
    print(f"{'':<28}" + "".join(f"{stage:>11}" for stage in [*STAGES, *WHOLE]))
    for megapixels, size in SIZES.items():
        runs = {(name, prompt): [] for name in workers for prompt in ("first", "repeated")}
        worst = dict.fromkeys(workers, 1.0)
        for turn in range(rounds):
            masks = {}
            picture = pictures.fresh(size)
            for name, worker in workers.items():
                stages, masks[name] = worker.mask(picture, *PROMPTS[0])
                runs[name, "first"].append(stages)
                runs[name, "repeated"].append(worker.mask(picture, *PROMPTS[1 + turn % 3])[0])
            worst = {name: min(worst[name], iou(masks["java"], mask)) for name, mask in masks.items()}
            limits.append(bound.answer("again"))
        for (name, prompt), times in runs.items():
            figures[f"{name}, {megapixels} MP, {prompt}"] = medians(times)
            show(f"{name}, {megapixels} MP, {prompt}", medians(times))
        first, again = (figures[f"java, {megapixels} MP, {prompt}"] for prompt in ("first", "repeated"))
        around = (first["Total"] - first["Encode"] - first["Prompt"]) / first["Encode"]
        print(f"  repeated {first['Total'] / again['Total']:.1f} x faster than first; around the model {around:.1%} of the "
              f"encoder's time; {load()}")
        for name in [name for name in workers if name != "java"]:
            other = figures[f"{name}, {megapixels} MP, first"]
            print(f"  {other['Total'] / first['Total']:.2f} x the speed of {name}; IoU with its masks at least "
                  f"{worst[name]:.5f}", flush=True)
    for process in [*workers.values(), bound]:
        process.close()
    limit = medians(limits)
    figures["limit"] = dict.fromkeys([*STAGES, *WHOLE], 0) | {
        "Encode": limit["Encode"], "Total": limit["Encode"], "Processor": limit["Busy"], "GFLOP": limit["GFLOP"]}
    show(f"limit, {limit['GFLOP']:.0f} GFLOP", figures["limit"])
    return figures


def bare(commands, folder, rounds):
    """Processor time of the encoder in Java beside the same library without Java, in pairs taken in turns."""
    picture = Pictures(folder).fresh(SIZES[1])
    processes = {name: Process(command) for name, command in commands.items()}
    for process in processes.values():
        process.answer("decode", picture)
        for _ in range(3):
            process.answer("encode")
    runs = {name: [] for name in processes}
    jvm = []
    for turn in range(max(PAIRS, rounds)):
        for name in sorted(processes, reverse=turn % 2 == 0):
            before = processes[name].threads()
            runs[name].append(processes[name].answer("encode"))
            if name == "java":
                jvm.append(sum(spent - before.get(thread, 0) for thread, spent in processes[name].threads().items()
                               if thread[1].startswith(OF_JVM)))
    for process in processes.values():
        process.close()
    ratios = [java["Processor"] / alone["Processor"] for java, alone in zip(runs["java"], runs["bare"])]
    figures = {name: medians(times) for name, times in runs.items()}
    figures |= {"ratio": statistics.median(ratios), "pairs": len(ratios), "jvm": statistics.mean(jvm)}
    print(f"encoder, ms of all processors: java {figures['java']['Processor']:.0f}, of which compilers and collector "
          f"{figures['jvm']:.0f}; bare {figures['bare']['Processor']:.0f}; ratio {figures['ratio']:.3f} "
          f"({min(ratios):.3f} to {max(ratios):.3f}) in {len(ratios)} pairs; {load()}", flush=True)
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
                      + "".join(f"{spent[column]:>12.0f}" for column in columns) + f"   {load()}", flush=True)
    return figures


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
        print(f"{name:<24}{spent['Total']:>11.0f} ms to the first mask, {spent['Processor']:.0f} of the processor, {load()}",
              flush=True)
    return figures
