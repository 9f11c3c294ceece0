"""Counts the tests in the report directories given; the last line says how many, the code whether all passed."""

import pathlib
import sys
import xml.etree.ElementTree as xml

passed, bad, skipped = 0, [], 0
for directory in sys.argv[1:]:
    for report in sorted(pathlib.Path(directory).glob("TEST-*.xml")):
        for case in xml.parse(report).iter("testcase"):
            name = f"{case.get('classname')}: {case.get('name')}"
            if case.find("failure") is not None or case.find("error") is not None:
                bad.append(name)
            elif case.find("skipped") is not None:
                skipped += 1
            else:
                passed += 1

for name in bad:
    print(f"failed: {name}")
print(f"{passed} passed, {len(bad)} failed, {skipped} skipped")
sys.exit(1 if bad or not passed else 0)
