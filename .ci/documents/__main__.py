"""Runs what the documents show: python .ci/documents FOLDER, an empty one. Needs a built tree, curl and pycocotools.

Each command runs in a folder of its page (workplace.py); requests and programs run against the first `serve` that a page shows
(api.py). Fails if one fails, if not-run.txt lists what no page shows, or if a block has no language: what is neither a command
nor a program is marked as text.
"""

import functools
import re
import sys
import time
from pathlib import Path

from api import Api
from blocks import TOP, shown
from workplace import Workplace

LISTED = (Path(__file__).parent / "not-run.txt").read_text()


def main(folder):
    everything = list(shown())
    check(everything)
    run = [each for each in everything if each.name not in listed()]
    place = functools.cache(lambda page: Workplace(folder / page.replace("/", "-")))
    once = {each.command: each for each in reversed(run) if each.language == "sh"}
    commands = list(reversed(once.values()))
    servers = [each for each in commands if re.search(r"frisket(\.jar)? serve\b", each.command)]
    requests = [each for each in commands if each.command.startswith("curl ")]
    if not servers:
        sys.exit("no page shows a server, so no request can be sent")
    for each in commands:
        if each not in servers and each not in requests:
            timed(each, place(each.page).run)
    for each in servers:
        with timed(each, functools.partial(Api.serve, place(each.page))) as api:
            if each == servers[0]:
                for request in requests:
                    timed(request, api.request)
                for body in (each for each in run if each.language == "json"):
                    timed(body, api.post)
                for program in programs(run):
                    timed(program, api.program)
    print(f"{len(run)} commands and programs of the documents work, {len(everything) - len(run)} are listed as not run")


def check(everything):
    """Fails if what is shown and what is listed don't fit, or nothing would run a block."""
    names = {each.name for each in everything}
    stages = re.findall(r"^(\w+)\(\) \{$", (TOP / ".ci/run").read_text(), re.MULTILINE)
    faults = [f"{each.page}:{each.line}: the block has no language" for each in everything if not each.language]
    faults += [f"{each.page}:{each.line}: no block of {each.language} is run, and not-run.txt does not list it"
               for each in everything if each.language not in ("", "sh", "json", "python") and each.name not in listed()]
    faults += [f"not-run.txt lists what no page shows: {name}" for name in listed() if name not in names]
    faults += [f"not-run.txt names a stage that does not exist: {stage}"
               for stage in re.findall(r"^\[stage (\w+)", LISTED, re.MULTILINE) if stage not in stages]
    if faults:
        sys.exit("\n".join(faults))


def listed():
    return [line for line in LISTED.splitlines() if line and line[0] not in "#["]


def programs(run):
    """The Python blocks of each page as one program: a later block uses what an earlier one defines."""
    blocks = [each for each in run if each.language == "python"]
    for page in dict.fromkeys(each.page for each in blocks):
        parts = [each for each in blocks if each.page == page]
        yield parts[0].with_text("\n".join(each.text for each in parts))


def timed(shown, action):
    began = time.monotonic()
    try:
        result = action(shown)
    except Exception as failure:
        sys.exit(f"{shown.page}:{shown.line}: {shown.text}\n{failure}")
    print(f"{time.monotonic() - began:5.1f} s  {shown.name}", flush=True)
    return result


main(Path(sys.argv[1]))
