"""Lays the worker's image out on this machine by the steps of its Dockerfile, for machines that cannot build an image."""

import json
import os
import pathlib
import re
import shlex
import shutil
import subprocess

from cloud import TOP
from emulator import EMULATOR

FOLDERS = ["/opt/frisket", "/tool"]


def steps(text):
    """Returns pairs of an instruction and its arguments."""
    joined = re.sub(r"\\\n", " ", re.sub(r"^#.*\n", "", text, flags=re.M))
    return [line.split(maxsplit=1) for line in joined.splitlines() if line.strip()]


class Layout:
    def __init__(self, java):
        self.environment = {"JAVA_HOME": java, "PATH": f"{java}/bin:{os.environ['PATH']}"}
        self.arguments = {}
        self.command = []
        self.copied = {}
        if any(os.path.lexists(folder) for folder in FOLDERS):
            raise SystemExit(f"{' or '.join(FOLDERS)} already exists and will not be overwritten")

    def build(self, _):
        """Runs the steps of all stages in order; the files of each stage stay in place for the next."""
        output = ""
        for instruction, arguments in steps((TOP / "functions/segment/Dockerfile").read_text()):
            if instruction == "ENV":
                self.environment.update(word.split("=", 1) for word in shlex.split(arguments))
            elif instruction == "ARG":
                self.arguments.update([arguments.split("=", 1)])
            elif instruction == "COPY":
                self.copy(*arguments.split())
            elif instruction == "RUN":
                ran = subprocess.run(
                    ["sh", "-c", arguments], cwd="/", env=self.arguments | self.environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
                )
                output += ran.stdout
                if ran.returncode != 0:
                    raise SystemExit(f"the image could not be laid out:\n{output}")
            elif instruction in ("ENTRYPOINT", "CMD"):
                self.command += json.loads(arguments)
            elif instruction not in ("FROM", "USER"):
                raise SystemExit(f"{instruction} of the Dockerfile is not understood")
        return output

    def copy(self, *arguments):
        *options, source, target = arguments
        if not options:  # otherwise it is from another stage and already in place
            (source,) = (s for s in TOP.glob(source.rstrip("/")) if not s.name.endswith("-tests.jar"))  # as .dockerignore
            os.makedirs(os.path.dirname(target), exist_ok=True)
            shutil.copytree(source, target, dirs_exist_ok=True) if source.is_dir() else shutil.copy(source, target)
        self.copied[target] = source

    def layers(self):
        return [(size(target), f"COPY … {target}") for target in self.copied if os.path.exists(target)]

    def start(self, command):
        def start(emulator, variables):
            given = [f"{name}={value}" for name, value in (self.environment | variables).items()]
            return ["env", "--chdir=/", *given, str(EMULATOR), *emulator, *command]

        return start

    def file(self, path):
        return pathlib.Path(path)

    def close(self):
        for folder in FOLDERS:
            shutil.rmtree(folder, ignore_errors=True)


def size(path):
    if os.path.isfile(path):
        return os.path.getsize(path)
    return sum(os.path.getsize(os.path.join(folder, file)) for folder, _, files in os.walk(path) for file in files)
