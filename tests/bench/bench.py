#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""`make bench`: how the program measures against its peers, in one run.

Absolute times mean nothing on a shared machine: what is printed are ratios
and medians of runs taken in turn (ours, peer, ours, peer ...). BENCH_EVENTS
(300000) sets the size, BENCH_MANY (3000000) that for waits, BENCH_DIR (build/bench) where the trail is kept,
BENCH_BASE the folder of .json.gz files to multiply: real evidence beside the
project where it is there, else the demo, whose text is easier to inflate.
"""
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import time

sys.path[:0] = ["tests/tty"]

ROUNDS = int(os.environ.get("BENCH_ROUNDS", "3"))
EVENTS = int(os.environ.get("BENCH_EVENTS", "300000"))
MANY = int(os.environ.get("BENCH_MANY", "3000000"))
HOME = os.environ.get("BENCH_DIR", "build/bench")
REAL = "../shared/data/suzaku-sample-data"
BASE = os.environ.get("BENCH_BASE", REAL if os.path.isdir(REAL) else "")
PROGRAM = os.environ.get("TRAILTUI", "./trailtui")
TABLE = []


def shell(command, **more):
    return subprocess.run(command, shell=True, check=True,
                          capture_output=True, text=True, **more).stdout


def row(what, ours, peer, ratio, aim):
    TABLE.append((what, ours, peer, ratio, aim))
    print(f"  {what}: {ratio} ({aim})", flush=True)


def timed(command, env=None):
    """Seconds and peak kB of one run of a command, its output dropped."""
    began = time.monotonic()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL,
                             stderr=subprocess.DEVNULL, shell=True,
                             env={**os.environ, **(env or {})})
    _, status, usage = os.wait4(child.pid, 0)
    if os.waitstatus_to_exitcode(status):
        raise RuntimeError(f"{command}: failed")
    child.returncode = 0
    return time.monotonic() - began, usage.ru_maxrss


def pair(ours, peer, rounds=ROUNDS, env=None):
    """Medians of seconds, and the median of the ratios peer / ours."""
    timed(ours), timed(peer, env)
    runs = [(timed(ours)[0], timed(peer, env)[0]) for _ in range(rounds)]
    return (statistics.median(a for a, _ in runs),
            statistics.median(b for _, b in runs),
            statistics.median(b / a for a, b in runs))


def build(name):
    target = f"{HOME}/{name}"
    source = f"tests/bench/{name}.c"
    libs = "-lncursesw -ltinfo -ljansson -lpcre2-8 -ldeflate -lz"
    rooms = ("app screens selection term ingest evidence query store meaning "
             "event load table grid base")
    archives = " ".join(f"build/{room}.a" for room in rooms.split())
    if name == "gunzip":
        archives = ""
    shell(f"cc -O2 -std=c11 -D_GNU_SOURCE -Iinclude -pthread -o {target} "
          f"{source} {archives} {libs}")
    return target


def make_trail(name, events):
    """A generated trail: its folder, events, JSON bytes, files."""
    folder = f"{HOME}/{name}"
    if not os.path.exists(f"{folder}.size"):
        print(f"generating {events:,} events ...", flush=True)
        base = BASE or f"{HOME}/base"
        if not BASE and not os.path.isdir(base):
            shell(f"{PROGRAM} demo --write {base}")
        shutil.rmtree(folder, ignore_errors=True)
        shell(f"{sys.executable} tests/bench/generate.py {base} {folder} "
              f"{events}")
    with open(f"{folder}.size", encoding="ascii") as text:
        return folder, *map(int, text.read().split())


def bench_gunzip(trail):
    gunzip = build("gunzip")
    listing = f"{HOME}/files.txt"
    shell(f"find {trail} -name '*.gz' | sort > {listing}")
    ours, peer, ratio = pair(f"{PROGRAM} count {trail} --jobs 2",
                             f"{gunzip} 2 < {listing}", 2 * ROUNDS + 1)
    row("load, against only inflating it (libdeflate, 2 threads)",
        f"{ours:.2f} s", f"{peer:.2f} s", f"{100 * ratio:.0f}% of its rate",
        "at least 30%, aim 50%")


def bench_cores(trail):
    two, one, ratio = pair(f"{PROGRAM} count {trail} --jobs 2",
                           f"taskset -c 0 {PROGRAM} count {trail} --jobs 1",
                           2 * ROUNDS + 1)
    row("two cores against one", f"{two:.2f} s", f"{one:.2f} s",
        f"{ratio:.2f}x", "at least 1.6x, aim 1.9x")


def bench_jq(trail):
    listing = f"{HOME}/files.txt"
    peer = (f"xargs zcat < {listing} | jq -r '.Records[] | [.eventTime, "
            ".eventName, .sourceIPAddress] | @tsv'")
    ours = f"{PROGRAM} count {trail} --jobs 2"
    mine, other, ratio = pair(ours, peer, 1)
    row("load, against jq listing three fields", f"{mine:.2f} s",
        f"{other:.2f} s", f"{ratio:.0f}x faster", "at least 10x, aim 25x")


def bench_duck(trail):
    home = f"{HOME}/duck"
    if not os.path.isdir(f"{home}/node_modules/@duckdb"):
        os.makedirs(home, exist_ok=True)
        shell(f"cd {home} && npm install --silent --no-audit --no-fund "
              "@duckdb/node-api")
    command = f"node tests/bench/duck.mjs '{trail}/**/*.json.gz'"
    env = {"DUCK_HOME": os.path.abspath(home)}
    mine, other, ratio = pair(f"{PROGRAM} count {trail} --jobs 2", command,
                              1, env)
    _, memory = timed(command, env)
    row("load, against DuckDB (2 threads, 10 columns)", f"{mine:.2f} s",
        f"{other:.2f} s, {memory / 1024:.0f} MB", f"{ratio:.0f}x faster",
        "at least 10x, aim 20x")


def bench_lnav(trail):
    lines = f"{HOME}/trail.ndjson"
    if not os.path.exists(lines):
        shell(f"{PROGRAM} events --format ndjson {trail} > {lines}")
    config = os.path.abspath(f"{HOME}/lnav")
    os.makedirs(f"{config}/formats/installed", exist_ok=True)
    shutil.copy("tests/bench/lnav.json", f"{config}/formats/installed/")
    query = (";SELECT eventName, count(*) FROM trailtui_bench "
             "GROUP BY eventName")
    command = f"lnav -n -I {config} -c '{query}' {lines}"
    mine, other, ratio = pair(
        f"{PROGRAM} top event {lines} --jobs 2", command, 1)
    row("GROUP BY eventName on NDJSON, against lnav", f"{mine:.2f} s",
        f"{other:.2f} s", f"{ratio:.1f}x faster", "-")


def bench_memory(trail, size):
    _, peak = timed(f"{PROGRAM} count {trail} --jobs 2")
    row("memory, peak of the process, against the JSON",
        f"{peak / 1024:.0f} MB", f"{size / 1e6:.0f} MB of JSON",
        f"{100 * peak * 1024 / size:.0f}%",
        "at least 40% + a quarter, aim 25%")


def bench_inside(trail):
    ask = build("ask")
    got = dict(line.split() for line in shell(f"{ask} 2 {trail}").split("\n")
               if line)
    held = float(got["memory"]) / float(got["json_bytes"])
    row("memory held by the store, against the JSON",
        f"{float(got['memory']) / 1e6:.0f} MB",
        f"{float(got['json_bytes']) / 1e6:.0f} MB of JSON",
        f"{100 * held:.0f}%", "at least 40%, aim 25%")
    for name, what, aim in (
            ("regex", "regex over every value", "at least 200, aim 60"),
            ("chip_column", "one chip on a column", "at least 30, aim 10"),
            ("chip_path", "one chip on a path", "at least 30, aim 10"),
            ("refresh", "counting for all panes", "at least 60, aim 25")):
        row(what, f"{float(got[name]):.1f} ms", "-",
            f"{float(got[name]):.1f} ms per million events", aim)


def bench_growth(small, large):
    def cost(trail):
        folder, events, _, _ = trail
        return timed(f"{PROGRAM} count {folder} --jobs 2")[0] / events

    cost(small), cost(large)
    ratio = statistics.median(cost(large) / cost(small)
                              for _ in range(2 * ROUNDS + 1))
    row(f"cost an event, at {large[1] // small[1]}x the events", "-", "-",
        f"x{ratio:.2f}", "at least x1.15, aim x1.05")


def bench_screen(trail):
    from ptyterm import Terminal  # needs pyte
    paints = []
    for _ in range(2 * ROUNDS + 1):
        with Terminal([PROGRAM, trail]) as terminal:
            terminal.read(10)
            paints.append((terminal.arrived[0][0] - terminal.started) * 1e3)
    row("first paint", f"{statistics.median(paints):.0f} ms", "-",
        f"{statistics.median(paints):.0f} ms", "at least 50 ms, aim 20 ms")
    bench_keys_loading(Terminal, trail)
    bench_bytes(Terminal, trail)


def bench_keys_loading(terminal_class, trail):
    waits = []
    for _ in range(ROUNDS):
        with terminal_class([PROGRAM, trail]) as terminal:
            terminal.wait_for("loading")
            terminal.wait_for(lambda: re.search(r" [\d,]+ of [\d,]+",
                                                terminal.text()))
            until = time.monotonic() + 10
            while "loading" in terminal.line(0) and \
                    time.monotonic() < until:
                count, began = len(terminal.arrived), time.monotonic()
                terminal.send("j")
                while len(terminal.arrived) == count:
                    terminal.read(0.5)
                waits.append((terminal.arrived[count][0] - began) * 1e3)
                time.sleep(0.003)
    waits.sort()
    last = waits[min(len(waits) - 1, len(waits) * 99 // 100)]
    row(f"key to first byte while loading, p99 of {len(waits)}",
        f"{last:.1f} ms", "-", f"{last:.1f} ms", "at least 10 ms, aim 5 ms")


def bench_keys_many():
    """Keys at BENCH_MANY events: what each waited for in the program itself,
    the longest slice of work before it taken in."""
    folder, events, _, _ = make_trail("many", MANY)
    got = dict(line.split() for line in
               shell(f"{build('keys')} 2 {folder}").split("\n") if line)
    for when, what in (("loading", "while loading"), ("loaded", "loaded"),
                       ("settled", "loaded, all counted between two")):
        last, most = (float(got[f"{when}_{n}"]) for n in ("p99", "max"))
        row(f"key to screen at {events:,} events, {what}, p99 of "
            f"{got[when + '_keys']}", f"{last:.1f} ms", "-",
            f"{last:.1f} ms, longest {most:.1f} ms", "at least 30 ms")
    row("all panes and the Sweep, once loaded", f"{float(got['ready']):.0f} ms",
        "-", f"{float(got['ready']):.0f} ms", "-")
    row("longest slice of counting", f"{float(got['slice_max']):.1f} ms", "-",
        f"{float(got['slice_max']):.1f} ms, {got['slice_rows']} rows",
        "at least 10 ms")


def bench_bytes(terminal_class, trail):
    with terminal_class([PROGRAM, trail]) as terminal:
        terminal.wait_for("loaded", 60)
        terminal.settle(0.5)
        linked = statistics.median(terminal.measure("j", 0.25)[1]
                                   for _ in range(9))
        before = len(terminal.raw)
        terminal.read(2)
        idle = len(terminal.raw) - before
        terminal.send("3\\")
        terminal.settle(0.5)
        zoomed = statistics.median(terminal.measure("j", 0.25)[1]
                                   for _ in range(9))
        terminal.send("Q")
    row("bytes for `j`, Timeline zoomed", f"{zoomed:.0f}", "-",
        f"{zoomed:.0f} bytes", "at least 400, aim 250")
    row("bytes for `j`, all panes", f"{linked:.0f}", "-",
        f"{linked:.0f} bytes", "at least 1200, aim 800")
    row("bytes in two idle seconds", f"{idle}", "-", f"{idle} bytes", "0")


def print_table():
    width = [max(len(r[n]) for r in TABLE) for n in range(5)]
    heads = ("figure", "ours", "peer", "result", "to reach")
    width = [max(w, len(h)) for w, h in zip(width, heads)]
    for cells in [heads] + TABLE:
        print("  ".join(c.ljust(w) for c, w in zip(cells, width)).rstrip())


def main():
    os.makedirs(HOME, exist_ok=True)
    trail = make_trail("trail", EVENTS)
    small = make_trail("small", max(1, EVENTS // 10))
    folder, events, size, files = trail
    print(f"{events:,} events, {size / 1e6:.0f} MB of JSON, {files:,} files",
          flush=True)
    bench_gunzip(folder)
    bench_cores(folder)
    bench_growth(small, trail)
    bench_memory(folder, size)
    bench_inside(folder)
    bench_screen(folder)
    bench_keys_many()
    for name, bench in (("jq", bench_jq), ("node", bench_duck),
                        ("lnav", bench_lnav)):
        if shutil.which(name):
            bench(folder)
        else:
            print(f"  {name} is not installed: left out")
    print()
    print(f"{events:,} events, {size / 1e6:.0f} MB of JSON, {files:,} files")
    print_table()
    with open(f"{HOME}/table.json", "w", encoding="utf-8") as out:
        json.dump(TABLE, out, indent=1)


if __name__ == "__main__":
    main()
