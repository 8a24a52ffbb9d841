/* SPDX-License-Identifier: MIT */
/* event_nodes.c - the flat tree itself, growing up to its bound. */
#include <stdlib.h>
#include <string.h>

#include "event_nodes.h"

#define NODES_MOST 30000 /* shown of one record; the JSON can be copied */

struct tree_node *tree_add(struct tree *tree, unsigned depth)
{
	struct tree_node *node;

	if (tree->count >= NODES_MOST) {
		tree->left_out++;
		return NULL;
	}
	if (!vec_reserve(&tree->at, &tree->room, tree->count + 1,
			 sizeof(*tree->at)))
		die("no memory for an event");
	node = &tree->at[tree->count++];
	*node = (struct tree_node){ .slot = SLOT_NONE,
				    .depth = (uint16_t)depth };
	return node;
}

void tree_release(struct tree *tree)
{
	free(tree->at);
	memset(tree, 0, sizeof(*tree));
}
