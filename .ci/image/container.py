"""The worker's image, built by buildah from the Dockerfile itself."""

import json
import os
import pathlib
import shutil
import subprocess

from cloud import TOP
from emulator import EMULATOR

IMAGE, BASE = "localhost/frisket", "localhost/base"
CONTEXT = [
    ".dockerignore",
    "models",
    "functions/segment/Dockerfile",
    "functions/segment/java.options",
    "functions/segment/target/segment-*.jar",
    "functions/segment/target/lib",
    "functions/segment/target/native",
    "functions/local/target/frisket.jar",
    "functions/local/target/lib",
]


def strict_checkout(folder):
    """Copies what the build needs, readable by its owner only, as after a checkout and a build under umask 077."""
    for pattern in CONTEXT:
        for source in TOP.glob(pattern):
            target = folder / source.relative_to(TOP)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copytree(source, target) if source.is_dir() else shutil.copy2(source, target)
    for path, _, files in os.walk(folder):
        os.chmod(path, 0o700)
        for file in files:
            os.chmod(os.path.join(path, file), 0o600)
    return folder


class Image:
    def __init__(self, scratch, driver):
        self.store, self.driver = scratch / "store", driver
        self.buildah = ["buildah", "--root", self.store, "--runroot", scratch / "run", "--storage-driver", driver]

    @staticmethod
    def possible(scratch):
        """Returns an image that can be built here, or None. Mounted layers take seconds, copied layers minutes."""
        for driver in ("overlay", "vfs"):
            image = Image(scratch / driver, driver)
            try:
                container = image.run("from", "scratch")
                image.run("copy", container, TOP / ".dockerignore", "/")
                image.run("rm", container)
                return image
            except (OSError, subprocess.CalledProcessError) as e:
                print(f"no image can be built with {driver}: {getattr(e, 'stderr', None) or e}".rstrip())
        return None

    def run(self, *arguments):
        return subprocess.run([*self.buildah, *arguments], check=True, capture_output=True, text=True).stdout.strip()

    def build(self, root):
        container = self.run("from", "scratch")
        self.run("copy", "--quiet", container, root, "/")
        java = "/usr/lib/jvm/java"
        self.run("config", "--env", f"JAVA_HOME={java}", "--env", f"PATH={java}/bin:/bin", container)
        self.run("commit", "--quiet", "--rm", container, BASE)
        options = ["--isolation", "chroot", "--layers", "--build-arg", f"BASE={BASE}", "--build-arg", f"OPTIMISER_BASE={BASE}"]
        context = strict_checkout(root.parent / "checkout")
        dockerfile = context / "functions/segment/Dockerfile"
        built = subprocess.run(
            [*self.buildah, "bud", *options, "--file", dockerfile, "--tag", IMAGE, context],
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        )  # fmt: skip
        if built.returncode != 0:
            raise SystemExit(f"the image could not be built:\n{built.stdout}")
        self.config = json.loads(self.run("inspect", "--type", "image", IMAGE))["OCIv1"]
        if self.config["config"]["User"] in ("", "0", "root"):
            raise SystemExit("the worker would run as the image's builder, who may read every file")
        self.container = self.run("from", IMAGE)
        return built.stdout

    def layers(self):
        """Returns pairs of a layer's size in bytes and the step that made it, the base first."""
        stored = json.loads((self.store / f"{self.driver}-layers/layers.json").read_text())
        sizes = {layer["diff-digest"]: layer["diff-size"] for layer in stored if "diff-digest" in layer}
        steps = [step["created_by"] for step in self.config["history"] if not step.get("empty_layer")]
        made = ["the base (here: a JDK and the libraries that it needs)"]
        made += [f"COPY … {step.split(' in ')[-1].strip()}" for step in steps[1:]]
        return list(zip((sizes[digest] for digest in self.config["rootfs"]["diff_ids"]), made))

    @property
    def command(self):
        return self.config["config"]["Entrypoint"] + self.config["config"]["Cmd"]

    def start(self, command):
        """Returns a function that makes the command line to run `command` in the image under the emulator."""

        def start(emulator, variables):
            options = ["--isolation", "chroot", "--network", "host", "--volume", f"{EMULATOR}:/emulator:ro"]
            for name, value in variables.items():
                options += ["--env", f"{name}={value}"]
            return [*self.buildah, "run", *options, self.container, "--", "/emulator", *emulator, *command]

        return start

    def file(self, path):
        """Returns where this machine sees a file of the image."""
        return pathlib.Path(self.run("mount", self.container)) / path.lstrip("/")

    def close(self):
        self.run("rm", "--all")
