/* SPDX-License-Identifier: MIT */
/* commands.h - everything a person can ask for, once.
 *
 * One line a command: its enum, its `:` name, its keys (as key_read names
 * them), the panes where these keys mean it, its group and its words. Keys,
 * `:` names, the `?` overlay and the man page all come from here. */
#ifndef COMMANDS_H
#define COMMANDS_H

#include "keys.h"

/* Where a key means the command. */
#define IN_USERS 1u
#define IN_RESOURCES 2u
#define IN_TIMELINE 4u
#define IN_EVENT 8u
#define IN_LISTS (IN_USERS | IN_RESOURCES)
#define IN_ALL (IN_LISTS | IN_TIMELINE | IN_EVENT)

#define COMMANDS(_)                                                            \
	_(ONLY, "only", "Enter", IN_LISTS, "filter",                           \
	  "only this value, and on to its events")                             \
	_(SESSIONS, "sessions", "Space", IN_USERS, "look",                     \
	  "unfold or fold the sessions of a role")                             \
	_(SHOW, "show", "Enter", IN_TIMELINE, "look",                          \
	  "go to the Event pane; a marked range becomes a chip")               \
	_(FOLD, "fold", "Enter", IN_EVENT, "look",                             \
	  "fold or unfold what is under the cursor")                           \
	_(KEEP, "keep", "=", IN_ALL, "filter",                                 \
	  "only what equals the cell; again on the field: any of these")       \
	_(WITHOUT, "without", "!", IN_ALL, "filter",                           \
	  "leave out what equals the cell")                                    \
	_(FILTER, "filter", "&", IN_ALL, "filter",                             \
	  "add a chip: an expression, counted while you type")                 \
	_(PEOPLE, "people", "P", IN_ALL, "filter",                             \
	  "people only, without AWS services; again: all")                     \
	_(WRITES, "writes", "W", IN_ALL, "filter",                             \
	  "writes only; again: reads too")                                     \
	_(ALL_OFF, "chips-off", "F", IN_ALL, "filter",                         \
	  "all chips off, and on again")                                       \
	_(CHIPS, "chips", "x", IN_ALL, "filter",                               \
	  "list of chips: toggle, edit, delete")                               \
	_(FREQUENCY, "frequency", "f", IN_ALL, "filter",                       \
	  "values of the cell's field, each with its events")                  \
	_(PIVOT, "pivot", "p", IN_ALL, "filter",                               \
	  "from this event to its user, key, address..., each counted")        \
	_(AROUND, "around", "w", IN_ALL, "filter",                             \
	  "everyone around this event: 1 min, then 5, 15, 60")                 \
	_(BACK, "back", "Esc u", IN_ALL, "filter",                             \
	  "back a step: filter, focus, cursor and zoom as they were")          \
	_(FORWARD, "forward", "^R", IN_ALL, "filter", "forward again")         \
	_(SEARCH, "search", "/", IN_ALL, "search",                             \
	  "search with a regex: Timeline any value, lists names")              \
	_(FIND_NEXT, "find-next", "n", IN_ALL, "search", "next hit")           \
	_(FIND_BACK, "find-back", "N", IN_ALL, "search", "previous hit")       \
	_(NOTABLE, "notable", ".", IN_ALL, "search", "next notable event")     \
	_(NOTABLE_BACK, "notable-back", ",", IN_ALL, "search",                 \
	  "previous notable event")                                            \
	_(DENIED, "denied", "e", IN_ALL, "search", "next denied event")        \
	_(DENIED_BACK, "denied-back", "E", IN_ALL, "search",                   \
	  "previous denied event")                                             \
	_(GOTO, "goto", "", IN_ALL, "search",                                  \
	  "go to a time, +1h, or an event id")                                 \
	_(DOWN, "down", "j Down", IN_ALL, "move", "down")                      \
	_(UP, "up", "k Up", IN_ALL, "move", "up")                              \
	_(LEFT, "left", "h Left", IN_ALL, "move", "column to the left")        \
	_(RIGHT, "right", "l Right", IN_ALL, "move", "column to the right")    \
	_(PAGE_DOWN, "page-down", "^F PgDn", IN_ALL, "move", "a page down")    \
	_(NEXT_PAGE, "next-page", "Space",                                     \
	  IN_RESOURCES | IN_TIMELINE | IN_EVENT, "move",                       \
	  "a page down (in Users: unfold)")                                    \
	_(PAGE_UP, "page-up", "^B b PgUp", IN_ALL, "move", "a page up")        \
	_(HALF_DOWN, "half-down", "^D", IN_ALL, "move", "half a page down")    \
	_(HALF_UP, "half-up", "^U", IN_ALL, "move", "half a page up")          \
	_(TOP, "top", "g Home", IN_ALL, "move", "first line")                  \
	_(BOTTOM, "bottom", "G End", IN_ALL, "move", "last line")              \
	_(USERS, "users", "1", IN_ALL, "panes", "focus Users")                 \
	_(RESOURCES, "resources", "2", IN_ALL, "panes", "focus Resources")     \
	_(TIMELINE, "timeline", "3", IN_ALL, "panes", "focus Timeline")        \
	_(EVENT, "event", "4", IN_ALL, "panes", "focus Event")                 \
	_(NEXT_PANE, "next-pane", "Tab", IN_ALL, "panes", "next pane")         \
	_(LAST_PANE, "last-pane", "BackTab", IN_ALL, "panes", "previous pane") \
	_(ZOOM, "zoom", "\\", IN_ALL, "panes",                                 \
	  "the focused pane alone, with all its columns; again: back")         \
	_(SORT, "sort", "s", IN_ALL, "look", "sort by the column")             \
	_(REVERSE, "reverse", "S", IN_ALL, "look", "reverse the order")        \
	_(FORM, "form", "v", IN_ALL, "look", "Event as tree, JSON, story")     \
	_(SPAN_IN, "span-in", "z", IN_ALL, "look",                             \
	  "histogram: zoom to the range, else to what matches")                \
	_(SPAN_OUT, "span-out", "Z", IN_ALL, "look", "histogram: zoom out")    \
	_(RANGE_LOW, "range-low", "[", IN_ALL, "look",                         \
	  "a range begins at this event")                                      \
	_(RANGE_HIGH, "range-high", "]", IN_ALL, "look",                       \
	  "a range ends at this event")                                        \
	_(RANGE_CHIP, "range", "", IN_ALL, "look",                             \
	  "the marked range becomes a chip")                                   \
	_(CLOCK, "clock", "t", IN_ALL, "look", "times in UTC or local")        \
	_(TZ, "tz", "", IN_ALL, "look", "set the local zone: `:tz ZONE`")      \
	_(COPY, "copy", "y", IN_ALL, "look",                                   \
	  "copy: cell, id, JSON, line, command")                               \
	_(SOURCES, "sources", "i", IN_ALL, "look",                             \
	  "every file: format, events, repeats, what is unreadable")           \
	_(HELP, "help", "?", IN_ALL, "program", "these keys")                  \
	_(PROMPT, "command", ":", IN_ALL, "program", "a command by its name")  \
	_(OPEN, "open", "", IN_ALL, "program", "load a path as well")          \
	_(RESUME, "resume", "", IN_ALL, "program", "go on loading")            \
	_(STOP, "stop", "^C", IN_ALL, "program",                               \
	  "stop counting, else loading: `:resume` goes on")                    \
	_(SUSPEND, "suspend", "^Z", IN_ALL, "program", "to the shell")         \
	_(REDRAW, "redraw", "^L", IN_ALL, "program", "draw all again")         \
	_(QUIT, "quit", "q", IN_ALL, "program",                                \
	  "close what is on top, else leave")                                  \
	_(LEAVE, "leave", "Q", IN_ALL, "program", "leave at once")

#define COMMAND_ENUM(id, name, keys, panes, group, help) COMMAND_##id,
enum command { COMMANDS(COMMAND_ENUM) COMMAND_COUNT, COMMAND_NONE };

/* The panes (IN_...) where the command's keys mean it. */
unsigned command_panes(enum command command);
/* What the key means in that pane; COMMAND_NONE for nothing. */
enum command command_of_key(struct key key, unsigned pane);
/* What the name, or a beginning that only one has, means. */
enum command command_of_name(struct str name);

#endif
