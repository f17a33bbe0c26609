"""Fails if a jar in a package has a version with a known advisory: advisories.py LIST"""

import datetime
import pathlib
import re
import sys
import zipfile

JAR = re.compile(r"(?:.*/)?([a-z0-9._-]+?)-(\d[0-9A-Za-z.]*(?:-[0-9A-Za-z.]+)*)\.jar$")


def number(version):
    return [int(part) for part in re.findall(r"\d+", version)]


def shipped():
    """Yields pairs of a function and the path of a jar that it ships."""
    for functions in sorted(pathlib.Path("functions").glob("*/target")):
        for file in sorted(functions.glob("lib/*.jar")):
            yield functions.parent.name, file.name
        if (functions / "function.zip").exists():
            for name in zipfile.ZipFile(functions / "function.zip").namelist():
                yield functions.parent.name, name


text = pathlib.Path(sys.argv[1]).read_text()
looked = datetime.date.fromisoformat(re.search(r"^# Last look .*: (\d{4}-\d\d-\d\d)$", text, re.M)[1])
safe = dict(line.split() for line in text.splitlines() if line and not line.startswith("#"))
jars = {(function, *match.groups()) for function, name in shipped() if (match := JAR.match(name))}
found = sorted(jar for jar in jars if jar[1] in safe and number(jar[2]) < number(safe[jar[1]]))
unused = safe.keys() - {artifact for _, artifact, _ in jars}
print(f"{len(jars)} jars; last look at published advisories {looked}, {(datetime.date.today() - looked).days} days ago")
for function, artifact, version in found:
    print(f"{function} ships {artifact} {version}, which has an advisory; take {safe[artifact]} or newer")
if unused:
    print(f"nothing ships {', '.join(sorted(unused))}: was everything built, and does the list name jars?")
sys.exit(bool(found or unused))
