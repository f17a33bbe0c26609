"""Counts the tests of the last Maven run and fails if none ran or one was skipped that is not listed.

Each line of allowed-skips.txt in this folder allows skips: a pattern of "class.test", then the reason.
"""

import argparse
import fnmatch
import pathlib
import sys
import xml.etree.ElementTree as ElementTree

HERE = pathlib.Path(__file__).parent


def allowed_patterns():
    lines = (HERE / "allowed-skips.txt").read_text().splitlines()
    return [line.split()[0] for line in lines if line.strip() and not line.startswith("#")]


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--only", choices=["surefire", "failsafe"], help="reports of this plugin only")
    only = arguments.parse_args().only or "*"

    allowed = allowed_patterns()
    ran, refused = 0, []
    for report in sorted(HERE.parent.glob(f"functions/*/target/{only}-reports/TEST-*.xml")):
        for case in ElementTree.parse(report).getroot().iter("testcase"):
            name = f"{case.get('classname')}.{case.get('name')}"
            skipped = case.find("skipped")
            if skipped is None:
                ran += 1
                continue
            reason = skipped.get("message") or (skipped.text or "").partition("\n")[0]
            print(f"skipped: {name}: {reason}")
            if not any(fnmatch.fnmatchcase(name, pattern) for pattern in allowed):
                refused.append(name)
    print(f"{ran} tests ran, {len(refused)} were skipped that should have run")
    if ran == 0 or refused:
        sys.exit("\n".join(["tests are missing:", *refused]))


main()
