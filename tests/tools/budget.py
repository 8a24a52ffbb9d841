#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""How the code measures against the house's budget.

Function lengths come from Universal Ctags. Exceptions stand in
tests/tools/budget.txt, one a line: `path name reason`.
"""
import glob
import json
import re
import subprocess
import sys

MOST_FUNCTION, MOST_FILE, MOST_DOOR, MOST_WIDTH = 60, 600, 200, 80
MEDIAN, NINETY = 12, 35


def functions(files):
    out = subprocess.run(
        ["ctags", "--fields=+ne", "--output-format=json", "--kinds-C=f",
         "-o", "-"] + files, check=True, capture_output=True, text=True)
    for line in out.stdout.splitlines():
        tag = json.loads(line)
        if "end" in tag:
            yield tag["path"], tag["name"], tag["end"] - tag["line"] + 1


def exceptions():
    try:
        with open("tests/tools/budget.txt", encoding="utf-8") as text:
            return {tuple(line.split()[:2]) for line in text
                    if line.strip() and not line.startswith("#")}
    except FileNotFoundError:
        return set()


def comment_share(path):
    with open(path, encoding="utf-8") as text:
        source = text.read()
    lines = [line for line in source.splitlines() if line.strip()]
    comment = sum(part.count("\n") + 1
                  for part in re.findall(r"/\*.*?\*/", source, re.S))
    return comment / max(1, len(lines))


def check_files(files, allowed, faults):
    for path in files:
        with open(path, encoding="utf-8") as text:
            lines = text.read().split("\n")
        most = MOST_DOOR if path.startswith("include/") else MOST_FILE
        if len(lines) - 1 > most and (path, "file") not in allowed:
            faults.append(f"{path}: {len(lines) - 1} lines, over {most}")
        for number, line in enumerate(lines, 1):
            wide = len(line.expandtabs(8))
            if wide > MOST_WIDTH and (path, "width") not in allowed:
                faults.append(f"{path}:{number}: {wide} columns")
            if re.search(r"\b(TODO|FIXME|XXX)\b", line):
                faults.append(f"{path}:{number}: {line.strip()}")
        if "SPDX-License-Identifier: MIT" not in lines[0]:
            faults.append(f"{path}: no licence line")


def main():
    source = sorted(glob.glob("tui/*/*.[ch]"))
    doors = sorted(glob.glob("include/*.h"))
    allowed, faults = exceptions(), []
    check_files(source + doors, allowed, faults)
    found = sorted(functions(source), key=lambda f: f[2])
    lengths = [length for _, _, length in found]
    for path, name, length in found:
        if length > MOST_FUNCTION and (path, name) not in allowed:
            faults.append(f"{path}: {name} has {length} lines")
    median, ninety = (lengths[len(lengths) * n // 100] for n in (50, 90))
    if median > MEDIAN:
        faults.append(f"median function {median}, over {MEDIAN}")
    if ninety > NINETY:
        faults.append(f"90th percentile {ninety}, over {NINETY}")
    shares = [comment_share(path) for path in doors]
    for fault in faults:
        print(fault)
    print(f"budget: {len(source)} files, {len(lengths)} functions, median "
          f"{median}, 90% {ninety}, longest {lengths[-1]} lines; doors "
          f"{len(doors)}, {100 * sum(shares) / len(shares):.0f}% comment; "
          f"{len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
