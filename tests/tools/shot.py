#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Draws a screen as a picture: shot.py WIDTH HEIGHT out.png < screen.ansi

The input is what `dump-ansi` writes or `tmux capture-pane -e -N -p`. The same
input gives the same bytes. Uses Debian's python3-pyte, python3-pil and
fonts-dejavu-core.
"""

import sys

import pyte
from PIL import Image, ImageDraw, ImageFont

FONT = "/usr/share/fonts/truetype/dejavu/DejaVuSansMono%s.ttf"
SIZE = 16
MARGIN = 8
INK = (208, 208, 208)
PAPER = (18, 18, 18)

NAMES = ["black", "red", "green", "brown", "blue", "magenta", "cyan", "white"]
DARK = ["000000", "cd3131", "0dbc79", "c5a332", "2472c8", "bc3fbc", "11a8cd",
        "c0c0c0"]
BRIGHT = ["666666", "f14c4c", "23d18b", "f5f543", "3b8eea", "d670d6",
          "29b8db", "ffffff"]


def rgb(text):
    return tuple(int(text[i:i + 2], 16) for i in (0, 2, 4))


def colour(name, bold, default):
    """A pyte colour; bold makes the first eight bright, as terminals do."""
    if name == "default":
        return default
    bright = name.startswith("bright")
    plain = "brown" if name == "brightyellow" else name.replace("bright", "")
    if plain in NAMES:
        return rgb((BRIGHT if bright or bold else DARK)[NAMES.index(plain)])
    return rgb(name)


class Painter:
    def __init__(self, width, height):
        self.plain = ImageFont.truetype(FONT % "", SIZE)
        self.bold = ImageFont.truetype(FONT % "-Bold", SIZE)
        self.cell = round(self.plain.getlength("M"))
        ascent, descent = self.plain.getmetrics()
        self.line = ascent + descent
        self.image = Image.new("RGB", (width * self.cell + 2 * MARGIN,
                                       height * self.line + 2 * MARGIN), PAPER)
        self.draw = ImageDraw.Draw(self.image)

    def inks(self, char):
        ink = colour(char.fg, char.bold, INK)
        paper = colour(char.bg, False, PAPER)
        return (paper, ink) if char.reverse else (ink, paper)

    def box(self, x, y, cells):
        left, top = MARGIN + x * self.cell, MARGIN + y * self.line
        return (left, top, left + cells * self.cell - 1, top + self.line - 1)

    def put(self, x, y, char, cells):
        ink, paper = self.inks(char)
        left, top, right, bottom = self.box(x, y, cells)
        self.draw.rectangle((left, top, right, bottom), fill=paper)
        if char.data.strip():
            self.glyph(left, top, char, ink)
        if char.underscore:
            self.draw.line((left, bottom - 2, right, bottom - 2), fill=ink)

    def glyph(self, left, top, char, ink):
        """Blocks are drawn, not printed: fonts leave gaps between them."""
        code = ord(char.data[0])
        if 0x2581 <= code <= 0x2588:
            height = self.line * (code - 0x2580) // 8
            self.draw.rectangle((left, top + self.line - height,
                                 left + self.cell - 1, top + self.line - 1),
                                fill=ink)
        elif 0x2589 <= code <= 0x258f:
            width = self.cell * (0x2590 - code) // 8
            self.draw.rectangle((left, top, left + width - 1,
                                 top + self.line - 1), fill=ink)
        else:
            self.draw.text((left, top), char.data, fill=ink,
                           font=self.bold if char.bold else self.plain)


def paint(screen):
    """The picture of a pyte screen."""
    painter = Painter(screen.columns, screen.lines)
    for y in range(screen.lines):
        row = screen.buffer[y]
        for x in range(screen.columns):
            if row[x].data:  # empty: right half of a wide character
                wide = x + 1 < screen.columns and not row[x + 1].data
                painter.put(x, y, row[x], 2 if wide else 1)
    return painter.image


def main():
    width, height, out = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
    text = sys.stdin.buffer.read().decode("utf-8", "replace")
    screen = pyte.Screen(width, height)
    pyte.Stream(screen).feed(text.rstrip("\n").replace("\n", "\r\n"))
    paint(screen).save(out)


if __name__ == "__main__":
    main()
