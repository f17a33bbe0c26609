"""Prints the slowest test classes of the last Maven run, seconds first: slowest.py [HOW_MANY]"""

import pathlib
import sys
import xml.etree.ElementTree as ElementTree

FUNCTIONS = pathlib.Path(__file__).parent.parent / "functions"

most = int(sys.argv[1]) if len(sys.argv) > 1 else 10
suites = [ElementTree.parse(report).getroot() for report in FUNCTIONS.glob("*/target/*-reports/TEST-*.xml")]
for suite in sorted(suites, key=lambda suite: -float(suite.get("time")))[:most]:
    print(f"{float(suite.get('time')):7.1f} s  {suite.get('name')}")
