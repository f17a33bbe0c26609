"""Draws the measurements of worker.py and prints them as the table of docs/measure.md: python plot.py FIGURES.json PLOT.png"""

import json
import sys

from matplotlib import pyplot

COLOURS = {"Around": "#d97706", "Encode": "#2563eb", "Prompt": "#16a34a"}
NAMES = {"Around": "all else", "Encode": "encoder", "Prompt": "decoder"}


def parts(stages):
    model = {stage: stages[stage] / 1000 for stage in ("Encode", "Prompt")}
    return {"Around": stages["Total"] / 1000 - sum(model.values()), **model}


def table(warm):
    """Prints a row per picture and prompt: milliseconds of Frisket, then of Python."""
    print("| picture, prompt | Frisket | encoder | decoder | all else | Python | encoder | decoder | all else |")
    print("|---|" + "--:|" * 8)
    for name in warm:
        if name.startswith("java, "):
            case = name.removeprefix("java, ")
            cells = [case]
            for stages in (warm[name], warm["python, " + case]):
                split = parts(stages)
                seconds = [sum(split.values()), split["Encode"], split["Prompt"], split["Around"]]
                cells += [f"{1000 * spent:,.0f}" for spent in seconds]
            print("| " + " | ".join(cells) + " |")


def main(source, target):
    with open(source) as file:
        figures = json.load(file)
    table(figures["warm"])
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
