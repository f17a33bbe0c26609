"""Draws the measurements of worker.py and prints them as the table of docs/measure.md: python plot.py FIGURES.json PLOT.png"""

import json
import sys

from matplotlib import pyplot

COLOURS = {"Around": "#d97706", "Encode": "#2563eb", "Prompt": "#16a34a"}
NAMES = {"Around": "rest", "Encode": "encoder", "Prompt": "decoder"}
TITLES = {"java": "Frisket", "onnxruntime": "Python with ONNX Runtime", "openvino": "Python with OpenVINO"}


def parts(stages):
    model = {stage: stages[stage] / 1000 for stage in ("Encode", "Prompt")}
    return {"Around": stages["Total"] / 1000 - sum(model.values()), **model}


def table(figures):
    """Prints a row per picture and prompt: milliseconds of Frisket, then of each peer. Last, the encoder's limit, its processor
    time in Java and without Java, and what each peer ran."""
    warm = figures["warm"]
    workers = list(dict.fromkeys(name.partition(", ")[0] for name in warm if name != "limit"))
    heads = [f"{TITLES[worker]} | encoder | decoder | rest" for worker in workers]
    print(f"| picture, prompt | {' | '.join(heads)} |")
    print("|---|" + "--:|" * 4 * len(workers))
    for name in warm:
        if name.startswith("java, "):
            case = name.removeprefix("java, ")
            cells = [case]
            for worker in workers:
                split = parts(warm[f"{worker}, {case}"])
                seconds = [sum(split.values()), split["Encode"], split["Prompt"], split["Around"]]
                cells += [f"{1000 * spent:,.0f}" for spent in seconds]
            print("| " + " | ".join(cells) + " |")
    blank = " |" * (4 * len(workers) - 2)
    print(f"| limit | | {warm['limit']['Encode']:,.0f} |" + blank)
    if "bare" in figures:
        java, bare = (f"{figures['bare'][name]['Processor']:,.0f}" for name in ("java", "bare"))
        ratio = f"{java} / {bare}: {figures['bare']['ratio']:.3f}"
        print(f"| encoder's CPU time, beside that without Java | | {ratio} |" + blank)
    print(*(f"{TITLES[name]} {ran}" for name, ran in figures["peers"].items()), sep="\n")


def main(source, target):
    with open(source) as file:
        figures = json.load(file)
    table(figures)
    rows = list(figures["warm"].items())[::-1]
    plot, axes = pyplot.subplots(figsize=(9, 0.4 * len(rows) + 1.2), layout="constrained")
    for place, (_, stages) in enumerate(rows):
        left = 0
        for part, seconds in parts(stages).items():
            axes.barh(place, seconds, left=left, color=COLOURS[part], label=NAMES[part] if place == 0 else None)
            left += seconds
        axes.text(left, place, f" {left:.2f} s", va="center")
    axes.set_yticks(range(len(rows)), [name for name, _ in rows])
    axes.set_xlabel("seconds, from the job to the mask on disk")
    axes.set_title(f"{figures['machine']}, {figures['date']}", fontsize="medium")
    axes.margins(x=0.1)
    plot.legend(loc="outside lower right", ncols=len(COLOURS))
    axes.spines[["top", "right"]].set_visible(False)
    plot.savefig(target, dpi=100)


if __name__ == "__main__":
    main(*sys.argv[1:])
