/* SPDX-License-Identifier: MIT */
/* event_walk.c - a record walked into a flat tree. */

#include "event_nodes.h"

static struct str name_of(struct arena *arena, const struct node *node)
{
	struct buf text = { 0 };
	struct str name;

	if (node->key.at)
		return node->key;
	buf_addf(&text, "[%u]", node->index);
	name = arena_keep(arena, buf_str(&text));
	buf_release(&text);
	return name;
}

static struct str path_of(struct arena *arena, const struct walk *walk,
			  const struct node *node)
{
	struct buf text = { 0 };
	struct str path;

	walk_put_path(walk, node, &text);
	path = arena_keep(arena, text.len ? buf_str(&text) : STR(""));
	buf_release(&text);
	return path;
}

static void fill_leaf(struct tree_node *to, struct told *told, uint32_t slot)
{
	uint8_t kind = told->record.skeleton->slot[slot].kind;

	to->slot = slot;
	to->text = told_slot(told, slot);
	to->kind = kind == LEAF_NUMBER ? TREE_NUMBER
		   : kind == LEAF_BOOL ? TREE_WORD
				       : TREE_STRING;
}

static void fill(struct tree_node *to, struct told *told,
		 const struct walk *walk, const struct node *node)
{
	to->name = name_of(&told->state->text, node);
	if (node->kind == NODE_LEAF) {
		fill_leaf(to, told, node->slot);
	} else if (node->kind == NODE_NULL) {
		to->kind = TREE_WORD;
		to->text = STR("null");
	} else if (node->empty) {
		to->kind = TREE_EMPTY;
		to->text = node->kind == NODE_ARRAY ? STR("[]") : STR("{}");
	} else {
		to->kind = TREE_INSIDE;
		to->path = path_of(&told->state->text, walk, node);
	}
}

/* Bytes that JSON in a string begins with; `%7B` is `{` in a URL. */
static bool may_be_json(struct str text)
{
	text = str_trim(text);
	return str_starts(text, STR("{")) || str_starts(text, STR("[")) ||
	       str_starts(text, STR("%7B")) || str_starts(text, STR("%5B"));
}

/* Backwards, so that what follows a container is known before it. */
static void link_nodes(struct tree *tree)
{
	for (size_t i = tree->count; i-- > 0;) {
		struct tree_node *node = &tree->at[i];
		size_t next = i + 1;

		node->children = 0;
		for (; next < tree->count && tree->at[next].depth > node->depth;
		     next = tree->at[next].next)
			node->children++;
		node->next = (uint32_t)next;
	}
}

void tree_make(struct tree *tree, struct told *told)
{
	struct walk walk = { .record = &told->record };
	struct node node;

	while (walk_next(&walk, &node)) {
		struct tree_node *to = tree_add(tree, node.depth);

		if (!to)
			continue;
		fill(to, told, &walk, &node);
		if (to->kind != TREE_STRING || !may_be_json(to->text))
			continue;
		to->path = path_of(&told->state->text, &walk, &node);
		tree_add_quoted(tree, &told->state->text,
				(size_t)(to - tree->at));
	}
	link_nodes(tree);
}
