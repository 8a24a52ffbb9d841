#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Proves the walls between the rooms.

    layers.py BUILD tui/rooms.mk

1. A source file includes its own room's headers and the doors of the rooms
   it may use, nothing else of the project.
2. A room's archive needs no symbol that another room defines, unless it may
   use that room; no two rooms define the same symbol.
3. Only term/ includes curses; only base, grid and term/ write to a terminal.
4. The rooms stand on each other in the order of ROOMS.
5. No cycle among the modules of a room: neither in what symbols they need
   nor in what headers include.

What a struct, an enum or a file is called is measured by budget.py.
"""
import collections
import glob
import os
import re
import subprocess
import sys


def read_rooms(path):
    """The rules of tui/rooms.mk: who may open whom, and whose a door is."""
    rules, owner = {}, {}
    with open(path, encoding="utf-8") as text:
        lines = text.read().replace("\\\n", " ")
    made = dict(re.findall(r"^(\w+) =(.*)$", lines, re.M))
    for room in made["ROOMS"].split():
        rules[room] = set(made["USES_" + room].split()) | {room}
        for door in made["DOORS_" + room].split():
            owner[door] = room
    return rules, owner


def check_rules(rules, faults):
    """A room uses only what stands before it in ROOMS."""
    rooms = list(rules)
    for n, room in enumerate(rooms):
        for other in sorted(rules[room] - set(rooms[:n + 1])):
            faults.append(f"rooms: {room} may not use {other}, which is "
                          "above it")


def files_of(room):
    return sorted(glob.glob(f"tui/{room}/*.[ch]") +
                  glob.glob(f"tui/{room}/*/*.[ch]"))


def included(path):
    with open(path, encoding="utf-8") as text:
        for number, line in enumerate(text, 1):
            found = re.match(r'\s*#\s*include\s*[<"]([^>"]+)[>"]', line)
            if found:
                yield number, found.group(1)


def beside(path, target):
    """The project's file that an include of `path` means, or None."""
    near = os.path.normpath(os.path.join(os.path.dirname(path), target))
    door = os.path.join("include", target)
    return next((file for file in (near, door) if os.path.exists(file)), None)


def inside(room, path, target):
    file = beside(path, target)
    return not file and not target.startswith(("..", "tui/")) or \
        bool(file) and file.startswith((f"tui/{room}/", "include/"))


def check_includes(rules, owner_of, faults):
    for room in rules:
        for path in files_of(room):
            for line, target in included(path):
                owner = owner_of.get(target)
                where = f"{path}:{line}"
                if owner and owner not in rules[room]:
                    faults.append(f"{where}: {room} may not open {target}")
                if "/" in target and not inside(room, path, target):
                    faults.append(f"{where}: reaches into {target}")
                if re.match(r"(n?curses|term)(w/.*)?\.h$", target) and \
                        target != "term.h" and room != "term":
                    faults.append(f"{where}: curses outside term/")
    for door in sorted(set(os.listdir("include")) - set(owner_of)):
        faults.append(f"include/{door}: no room's door")
    for door, room in owner_of.items():
        for line, target in included(f"include/{door}"):
            owner = owner_of.get(target)
            if owner and owner not in rules[room]:
                faults.append(f"include/{door}:{line}: opens {target}")


def run_text(*command):
    return subprocess.run(command, check=True, capture_output=True,
                          text=True).stdout


def symbols(path):
    """For each object of an archive, or the one: the symbols it defines and
    those it needs."""
    defines, needs = collections.defaultdict(set), collections.defaultdict(set)
    for line in run_text("nm", "-A", path).splitlines():
        found = re.match(r"(?:[^:]*:)?([^:]*):\S*\s+(\w)\s+(\S+)$", line)
        if not found:
            continue
        module, kind, name = found.groups()
        if kind == "U":
            needs[module].add(name)
        elif kind.isupper():
            defines[module].add(name)
    return defines, needs


def check_links(build, rules, faults):
    tables = {room: symbols(f"{build}/{room}.a") for room in rules}
    home = {}
    for room, (defines, _) in tables.items():
        for name in sorted(set().union(*defines.values())):
            if name in home:
                faults.append(f"{room} and {home[name]} both define {name}")
            home[name] = room
    for room, (_, needs) in tables.items():
        for module, names in needs.items():
            for name in sorted(names):
                if home.get(name, room) not in rules[room]:
                    faults.append(f"{room}/{module} needs {name} "
                                  f"of {home[name]}")
    return tables


def find_cycle(edges):
    state, trail = {}, []

    def visit(node):
        state[node] = 1
        trail.append(node)
        for other in sorted(edges[node]):
            if state.get(other) == 1:
                return trail[trail.index(other):] + [other]
            if other not in state:
                found = visit(other)
                if found:
                    return found
        state[node] = 2
        trail.pop()
        return None

    for node in sorted(edges):
        if node not in state:
            found = visit(node)
            if found:
                return found
    return None


def check_include_cycles(rules, faults):
    groups = {room: files_of(room) for room in rules}
    groups["doors"] = sorted(glob.glob("include/*.h"))
    for room, paths in groups.items():
        edges = {path: {beside(path, target) for _, target in included(path)}
                 & set(paths) for path in paths}
        cycle = find_cycle(edges)
        if cycle:
            faults.append(f"{room}: includes in a circle: "
                          f"{' -> '.join(cycle)}")


def check_cycles(tables, faults):
    for room, (defines, needs) in tables.items():
        home = {name: module for module, names in defines.items()
                for name in names}
        edges = {module: {home[name] for name in needs[module]
                          if name in home} - {module}
                 for module in set(defines) | set(needs)}
        cycle = find_cycle(edges)
        if cycle:
            faults.append(f"{room}: cycle {' -> '.join(cycle)}")


def main():
    build = sys.argv[1]
    rules, owner_of = read_rooms(sys.argv[2])
    faults = []
    check_rules(rules, faults)
    check_includes(rules, owner_of, faults)
    check_include_cycles(rules, faults)
    check_cycles(check_links(build, rules, faults), faults)
    for fault in faults:
        print(fault)
    print(f"layers: {len(rules)} rooms, {len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
