"""Times the whole worker, from a job to a mask on disk, against a Python worker: same models, same run, taking turns.

    mvn -B -q -DskipTests -Pbenchmarks -Djmh.skip -pl functions/segment -am package
    python -m venv ~/worker && ~/worker/bin/pip install -r functions/segment/src/benchmarks/worker/requirements.txt
    ~/worker/bin/python functions/segment/src/benchmarks/worker/worker.py [--java JDK25/bin/java]
        [--peer onnxruntime,openvino] [warm memory cold bare cutouts]

Medians, in milliseconds. The figures also go to target/worker.json, in place of older ones of the same part; plot.py makes a
picture of them.
"""

import argparse
import datetime
import json
import os
import platform
import re
import subprocess
import tempfile
from importlib import metadata
from pathlib import Path

import parts
from peer import ENGINES
from processes import TARGET, java, limit, models, native, peer, trained


def engines(text):
    """Names of engines, separated by commas."""
    names = text.split(",")
    if unknown := set(names) - set(ENGINES):
        raise argparse.ArgumentTypeError(f"no peer runs {', '.join(sorted(unknown))}")
    return names


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("parts", nargs="*", default=["warm", "memory", "cold"])
    parser.add_argument("--java", default="java")
    parser.add_argument("--peer", type=engines, default=["onnxruntime"], help=", ".join(ENGINES))
    parser.add_argument("--rounds", type=int, default=7)
    arguments = parser.parse_args()
    release = subprocess.run([arguments.java, "-version"], capture_output=True, text=True, check=True).stderr.splitlines()[0]
    processor = re.search("model name\\s*: (.*)", Path("/proc/cpuinfo").read_text())[1]
    encoder, decoder = models()
    commands = {"java": java(arguments.java)} | {name: peer(name, encoder, decoder) for name in arguments.peer}
    file = TARGET / "worker.json"
    figures = json.loads(file.read_text()) if file.exists() else {}
    figures |= {"date": str(datetime.date.today()), "machine": f"{os.cpu_count()} cores of {processor}",
               "java": release, "python": platform.python_version(),
               "encoder": encoder.name}
    figures["peers"] = figures.get("peers", {}) | {
        name: f"{metadata.version(name)}, {Path(commands[name][-2]).name}" for name in arguments.peer}
    print(*(figures[part] for part in ("date", "machine", "java", "python", "encoder")), sep=", ")
    for name in arguments.peer:
        print(f"peer {name} {figures['peers'][name]}")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if "warm" in arguments.parts:
            figures["warm"] = parts.warm(commands, limit(encoder), folder, arguments.rounds)
        if "bare" in arguments.parts:
            figures["bare"] = parts.bare({"java": commands["java"], "bare": native(encoder)}, folder, arguments.rounds)
        if "memory" in arguments.parts:
            figures["memory"] = parts.memory(commands["java"], folder)
        if "cutouts" in arguments.parts:
            figures["cutouts"] = parts.cutouts(commands["java"], folder, arguments.rounds)
        if "cold" in arguments.parts:
            if int(re.search(r"\"(\d+)", release)[1]) >= 25:
                commands = {"java, AOT cache": java(arguments.java, trained(arguments.java, folder)), **commands}
            figures["cold"] = parts.cold(commands, folder, arguments.rounds)
    file.write_text(json.dumps(figures, indent=1))


if __name__ == "__main__":
    main()
