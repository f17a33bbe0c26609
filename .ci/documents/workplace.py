"""The folders in which the commands run."""

import os
import shutil
import subprocess

from blocks import TOP

TESTS = TOP / "functions/segment/src/test/resources"
PHOTO = TESTS / "dev/frisket/segment/onnx/labelled/cat.jpg"
PERSON = TESTS / "golden/images/astronaut.png"
ROCKET = TESTS / "golden/images/rocket.jpg"

# Variables that change what Frisket does; the documents assume that none is set.
SETTINGS = ["FRISKET_API_KEY", "MODEL_PACKS", "AWS_ENDPOINT_URL", "FRISKET_TRACE"]


class Workplace:
    """A folder with the built tree, the archive, a photo of a cat, a folder of photos of people, and an empty one of data."""

    def __init__(self, folder):
        self.folder = folder
        folder.mkdir()
        for each in ("functions", "models", "docs", "examples", "events"):
            (folder / each).symlink_to(TOP / each)
        for archive in TOP.glob("functions/local/target/frisket-*.tar"):
            (folder / archive.name).symlink_to(archive)
        shutil.copy(PHOTO, folder / "photo.jpg")
        shutil.copy(PHOTO, folder / "cat.jpg")
        shutil.copy(ROCKET, folder / "rocket.jpg")
        (folder / "photos").mkdir()
        shutil.copy(PERSON, folder / "photos")
        own = {"XDG_DATA_HOME": str(folder / "data"), "PYTHONDONTWRITEBYTECODE": "1"}
        self.environment = {name: value for name, value in os.environ.items() if name not in SETTINGS} | own

    def run(self, shown):
        """Runs a command; Maven in the tree itself. What masks pictures must find something, make files and name them."""
        said = self.said(shown.text, TOP if shown.text.startswith("mvn ") else self.folder)
        if " segment " in shown.text:
            made = said.stdout.splitlines()
            missing = [file for file in made if not (self.folder / file).is_file()]
            if not made or missing or "Nothing was " in said.stderr:
                raise RuntimeError(f"made {made}, of these missing {missing}; said {said.stderr}")

    def said(self, command, folder=None, **variables):
        """What a command prints, once it has succeeded."""
        said = subprocess.run(["bash", "-euo", "pipefail", "-c", command], cwd=folder or self.folder, text=True, timeout=600,
                              env=self.environment | variables, stdin=subprocess.DEVNULL, capture_output=True)
        if said.returncode != 0:
            raise RuntimeError(f"ended with {said.returncode}: {said.stdout}{said.stderr}")
        return said
