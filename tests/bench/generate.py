#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Makes a large trail in S3 layout by multiplying a smaller one.

    generate.py BASE OUT EVENTS

Each copy has new ids (every UUID is replaced), another day, other user names
and addresses; the shape of the records stays. Seeded: the same every time."""
import datetime
import glob
import gzip
import hashlib
import os
import re
import sys

UUID = re.compile(rb"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-"
                  rb"[0-9a-f]{12}")
DATE = re.compile(rb'("eventTime": ?")(\d{4}-\d\d-\d\d)')


def new_ids(data, copy):
    mask = int.from_bytes(hashlib.sha256(b"%d" % copy).digest()[:16], "big")

    def other(found):
        number = int(found.group().replace(b"-", b""), 16) ^ mask
        text = b"%032x" % number
        return b"-".join((text[:8], text[8:12], text[12:16], text[16:20],
                          text[20:]))

    return UUID.sub(other, data)


def new_day(data, copy):
    def other(found):
        day = datetime.date.fromisoformat(found.group(2).decode())
        day += datetime.timedelta(days=copy)
        return found.group(1) + day.isoformat().encode()

    return DATE.sub(other, data)


def multiply(data, copy):
    if copy == 0:
        return data
    data = new_day(new_ids(data, copy), copy)
    data = re.sub(rb"(user/|\"userName\":\")([a-z-]+)",
                  rb"\g<1>\g<2>%d" % copy, data)
    return re.sub(rb"\b203\.0\.113\.(\d+)\b",
                  rb"198.51.%d.\1" % (copy % 200), data)


def main():
    base, out, most = sys.argv[1], sys.argv[2], int(sys.argv[3])
    files = sorted(glob.glob(f"{base}/**/*.json.gz", recursive=True))
    if not files:
        sys.exit(f"generate: no .json.gz below {base}")
    events = size = copy = 0
    while events < most:
        for path in files:
            with gzip.open(path) as file:
                data = multiply(file.read(), copy)
            target = os.path.join(out, f"copy{copy:03}",
                                  os.path.relpath(path, base))
            os.makedirs(os.path.dirname(target), exist_ok=True)
            with open(target, "wb") as file:
                file.write(gzip.compress(data, 6, mtime=0))
            events += data.count(b'"eventVersion"')
            size += len(data)
        copy += 1
    with open(out.rstrip("/") + ".size", "w", encoding="ascii") as file:
        file.write(f"{events} {size} {copy * len(files)}\n")


if __name__ == "__main__":
    main()
