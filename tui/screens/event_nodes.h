/* SPDX-License-Identifier: MIT */
/* event_nodes.h - a record as a flat tree, for who folds and indents it.
 *
 * Nodes stand in the record's order, each before what it contains. A string
 * that holds JSON (a policy, a state machine) has what it says as nodes
 * below it. */
#ifndef EVENT_NODES_H
#define EVENT_NODES_H

#include "event_top.h"

enum tree_kind {
	TREE_STRING,
	TREE_NUMBER,
	TREE_WORD,   /* true, false, null */
	TREE_EMPTY,  /* {} or [] */
	TREE_INSIDE, /* contains others */
};

struct tree_node {
	struct str name; /* the key, or `[3]` */
	struct str path; /* with indexes; of containers, else absent */
	struct str text; /* of what contains nothing; of JSON in a string */
	enum tree_kind kind;
	bool quoted; /* JSON in a string; its nodes have no slot */
	uint16_t depth;
	uint32_t slot;           /* or SLOT_NONE */
	uint32_t children, next; /* next: the node after what it contains */
};

struct tree {
	struct tree_node *at;
	size_t count, room;
	size_t left_out; /* beyond the bound */
};

/* Texts are borrowed from the store or kept in the state's arena. Release it
 * afterwards. */
void tree_make(struct tree *tree, struct told *told);
void tree_release(struct tree *tree);

#endif
