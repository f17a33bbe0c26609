#!/usr/bin/env python3
"""Takes the photographs of photographs.json from the packages that carry them. Run by hand, on Debian 12:

    apt-get download gcompris-qt-data=3.1-2 plasma-workspace-data=4:5.27.5-2+deb12u2 endless-sky-data=0.9.8-1.2
    for package in *.deb; do dpkg-deb -x "$package" packages; done
    pip install pillow==13.0.0
    python photographs.py packages

It prints the table of photographs/README.md, with what each package says of the licence of each photograph, and ends if that
is not CC0 or public domain.
"""
import json
import re
import struct
import sys
import zlib
from io import BytesIO
from pathlib import Path

from PIL import Image

FOLDER = Path(__file__).parent
MOST_PIXELS = 640
FREE = {"cc0-1.0", "public domain", "public-domain"}
RESOURCES = "usr/share/gcompris-qt/rcc"


def qt_resource(file):
    """The files of a Qt resource file (rcc, format 2 or 3), by path."""
    content = file.read_bytes()
    assert content[:4] == b"qres", file
    tree, data, names = struct.unpack(">3I", content[8:20])
    files = {}

    def name(at):
        length, = struct.unpack(">H", content[names + at:names + at + 2])
        return content[names + at + 6:names + at + 6 + 2 * length].decode("utf-16-be")

    def walk(index, path):
        node = tree + 22 * index
        named, flags = struct.unpack(">IH", content[node:node + 6])
        path = f"{path}/{name(named)}" if index else path
        if flags & 2:
            count, first = struct.unpack(">II", content[node + 6:node + 14])
            for child in range(first, first + count):
                walk(child, path)
            return
        at = data + struct.unpack(">I", content[node + 10:node + 14])[0]
        length, = struct.unpack(">I", content[at:at + 4])
        stored = content[at + 4:at + 4 + length]
        files[path.lstrip("/")] = zlib.decompress(stored[4:]) if flags & 1 else stored

    walk(0, "")
    return files


def paragraph(text, file):
    """The paragraph of a list of licences that names a file, by its fields."""
    for each in re.split(r"\n\s*\n", text):
        fields = dict(re.findall(r"^(\w+):\s*(.*(?:\n(?!\w+:).*)*)", each, re.M))
        if file in fields.get("Files", "").split():
            return {field: " ".join(value.split()) for field, value in fields.items()}
    raise SystemExit(f"nothing says what the licence of {file} is")


def gcompris(packages, source, opened={}):
    """A picture and its paragraph in the README beside or above it, in the activity's resource file."""
    activity = source.split("/")[0]
    files = opened.setdefault(activity, qt_resource(packages / RESOURCES / f"{activity}.rcc"))
    path = next(path for path in files if path.endswith(f"activities/{source}"))
    readme = next(f"{folder}/README" for folder in map(str, Path(path).parents) if f"{folder}/README" in files)
    return files[path], paragraph(files[readme].decode(), str(Path(path).relative_to(Path(readme).parent)))


def plasma(packages, source):
    """A picture and the tags of the licence file beside it."""
    file = packages / "usr/share/plasma/avatars/photos" / source
    said = Path(f"{file}.license").read_text()
    tag = lambda name: re.search(rf"{name}: ([^<\n]*)", said)[1].strip()
    return file.read_bytes(), {"License": tag("SPDX-License-Identifier"), "Copyright": tag("SPDX-FileCopyrightText"),
                               "Source": re.search(r"https://\S+", said)[0]}


def endless_sky(packages, source):
    """A picture and the paragraph of the package's copyright file for all photographs of the Library of Congress."""
    text = (packages / "usr/share/doc/endless-sky-data/copyright").read_text()
    fields = paragraph(text, "images/scene/loc*")
    fields["License"] = fields["License"].split()[0]
    return (packages / "usr/share/games/endless-sky/images" / source).read_bytes(), fields


PACKAGES = {"gcompris-qt-data": gcompris, "plasma-workspace-data": plasma, "endless-sky-data": endless_sky}


def main(packages):
    for photograph in json.loads((FOLDER / "photographs.json").read_text()):
        content, fields = PACKAGES[photograph["package"]](Path(packages), photograph["source"])
        if fields["License"].lower() not in FREE:
            raise SystemExit(f"{photograph['source']}: {fields}")
        image = Image.open(BytesIO(content)).convert("RGB")
        image.thumbnail((MOST_PIXELS, MOST_PIXELS), Image.LANCZOS)
        (FOLDER / "photographs").mkdir(exist_ok=True)
        image.save(FOLDER / photograph["background"], quality=82)
        labels = sorted({thing["label"] for thing in photograph["things"]})
        print(f"| [{Path(photograph['background']).stem}]({Path(photograph['background']).name}) | {', '.join(labels) or 'of others'} | {photograph['package']} "
              f"| {fields['License']} | {fields['Copyright']} | {fields.get('Source', '')} |")


if __name__ == "__main__":
    main(sys.argv[1])
