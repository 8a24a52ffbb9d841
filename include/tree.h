/* SPDX-License-Identifier: MIT */
/* tree.h - meaning's second door: one record as a flat tree, and what is
 * different between two of them.
 *
 * A string that holds JSON (a policy, also encoded for a URL, also inside of
 * another such string) is opened: its nodes stand in the tree like the
 * record's own. jansson reads it; what is longer than 256 KiB, holds a key
 * twice or a number that JSON readers would spell otherwise stays a text. */
#ifndef TREE_H
#define TREE_H

#include "event.h"

#define TREE_NODES 30000     /* that are shown; the JSON can be copied */
#define TREE_COMPARED 120000 /* that are compared: what 1 MB of events has */

enum tree_kind {
	TREE_STRING,
	TREE_PLAIN,  /* a number, true, false, null, {} or [] */
	TREE_INSIDE, /* contains others */
};

struct tree_node {
	struct str name; /* the key, or `[3]` */
	struct str path; /* with indexes */
	struct str text; /* of what contains nothing; of JSON in a string */
	/* What a policy, a statement or an event selector says, in words;
	 * absent where it is none. */
	struct str says;
	enum tree_kind kind;
	bool list;     /* contains elements, not keys */
	bool quoted;   /* JSON in a string */
	bool item;     /* one of a list that is told in words */
	uint8_t level; /* strings around it */
	uint16_t depth;
	/* Of a leaf; of a node in a string that string's; else SLOT_NONE. */
	uint32_t slot;
	uint32_t children, next; /* next: the node after what it contains */
};

/* Nodes stand in the record's order, each before what it contains. */
struct tree {
	struct tree_node *at; /* owned */
	size_t count, room;
	size_t most, left_out; /* the bound, and nodes beyond it */
	struct arena *arena;
};
/* The tree of a record, of at most so many nodes, to be released. Texts are
 * borrowed from the record's dictionary, or kept in the arena. Costs a walk
 * through the record, and a parse of each string that looks like JSON. */
struct tree tree_make(const struct record *record, size_t most,
		      struct arena *arena);
void tree_release(struct tree *tree);

/* ---- what is different ---- */

enum change {
	CHANGE_BOTH, /* another value */
	CHANGE_OLD,  /* only the old has it */
	CHANGE_NEW,
	CHANGE_IDS, /* an id, time or token that is another in each event */
	CHANGE_NONE,
	CHANGES
};
struct change_row {
	enum change change;
	struct str path; /* in the new, or of CHANGE_OLD in the old */
	struct str old_text, new_text; /* absent: it has none */
	/* Nodes of the trees; SIZE_MAX where it has none. */
	size_t old_at, new_at;
};
/* What two records differ in, leaf by leaf, in the order of the old, what only
 * the new has behind its neighbours. A leaf is what contains nothing; elements
 * of arrays are compared with those that say the same, wherever they stand,
 * then with those most like them. Where the same elements stand in another
 * order, that is a row of its own: a change of the array. Of a container that
 * has nodes beyond the bound only what both have within it is compared, and of
 * an array nothing but what is the same: what one has alone, the other may have
 * there. */
struct difference {
	struct tree old_tree, new_tree;
	struct change_row *row;
	size_t rows, row_room;
	size_t count[CHANGES]; /* rows */
	/* The same in words: statements, selectors, networks let in or out;
	 * path is what it is about. What both say alike is left out. */
	struct change_row *meant;
	size_t meants, meant_room;
	struct arena *arena;
};
/* To be released. Texts are borrowed as those of tree_make. */
struct difference difference_make(const struct record *old_record,
				  const struct record *new_record,
				  struct arena *arena);
/* One record alone, where there is none to compare it with: its tree is the
 * new one, and each leaf a row of CHANGE_NONE without an old text. */
struct difference difference_alone(const struct record *record,
				   struct arena *arena);
void difference_release(struct difference *difference);

#endif
