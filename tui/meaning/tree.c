/* SPDX-License-Identifier: MIT */
/* tree.c - a record as a flat tree. A string that holds JSON (a policy, a
 * state machine) has what it says below it. */
#include "tree.h"
#include "words.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>

#define LEVELS_MOST 3  /* strings in strings that are opened */
#define SUMMARY_MOST 2 /* statements that a policy's line tells of */

/* NULL: it is left out. Borrowed until the next one. */
static struct tree_node *add(struct tree *tree, unsigned depth)
{
	struct tree_node *node;

	if (tree->count >= tree->most) {
		tree->left_out++;
		return NULL;
	}
	node = vec_add(tree->at, tree->count, tree->room);
	*node = (struct tree_node){ .slot = SLOT_NONE,
				    .depth = (uint16_t)depth };
	return node;
}

static struct str keep(struct tree *tree, struct buf *text)
{
	struct str kept = arena_keep(tree->arena, buf_str(text));

	buf_release(text);
	return kept;
}

static struct str keep_index(struct tree *tree, size_t index)
{
	char name[32];

	snprintf(name, sizeof(name), "[%zu]", index);
	return arena_keep(tree->arena, str_of(name));
}

/* ---- JSON in a text ---- */

/* Where a value of JSON in a string stands. */
struct within {
	struct tree *tree;
	struct str path; /* of what it stands in */
	unsigned depth;
	uint8_t level;
	uint32_t slot;
};

/* Reals lose their spelling on the way, `1.10` becomes another text. */
static bool has_reals(const json_t *value)
{
	const char *key;
	json_t *inner;
	size_t i;

	json_array_foreach(value, i, inner)
	{
		if (has_reals(inner))
			return true;
	}
	json_object_foreach((json_t *)value, key, inner)
	{
		if (has_reals(inner))
			return true;
	}
	return json_is_real(value);
}

static bool has_inside(const json_t *value)
{
	return json_object_size(value) || json_array_size(value);
}

/* The document in a string that is to be opened; owned, or NULL. */
static json_t *opened(struct str text, uint8_t level)
{
	json_t *root = level < LEVELS_MOST
			       ? document_read(text, JSON_REJECT_DUPLICATES)
			       : NULL;

	if (root && has_inside(root) && !has_reals(root))
		return root;
	json_decref(root);
	return NULL;
}

static void add_inner(const struct within *within, const json_t *value);

/* What contains nothing; a string may hold JSON once more. */
static void add_plain(const struct within *within, struct tree_node *node,
		      const json_t *value)
{
	struct tree *tree = within->tree;
	struct within inner = *within;
	json_t *root;
	char *text;

	if (!json_is_string(value)) {
		node->kind = TREE_PLAIN;
		text = json_dumps(value, JSON_ENCODE_ANY);
		node->text = arena_keep(tree->arena, str_of(text));
		free(text);
		return;
	}
	node->text = arena_keep(tree->arena,
				(struct str){ json_string_value(value),
					      json_string_length(value) });
	root = opened(node->text, within->level);
	if (root) {
		node->kind = TREE_INSIDE;
		node->quoted = true;
		node->list = json_is_array(root);
		inner.path = node->path;
		inner.depth++;
		inner.level++;
		add_inner(&inner, root);
	}
	json_decref(root);
}

static void add_value(const struct within *within, struct str name,
		      const json_t *value)
{
	struct tree_node *node = add(within->tree, within->depth);
	struct within inner = *within;
	struct buf path = { 0 };

	if (!node)
		return;
	buf_add(&path, within->path);
	if (!str_starts(name, STR("[")))
		buf_addc(&path, '.');
	buf_add(&path, name);
	node->name = name;
	node->path = keep(within->tree, &path);
	node->slot = within->slot;
	node->level = within->level;
	if (!has_inside(value)) {
		add_plain(within, node, value);
		return;
	}
	node->kind = TREE_INSIDE;
	node->list = json_is_array(value);
	inner.path = node->path;
	inner.depth++;
	add_inner(&inner, value);
}

static void add_inner(const struct within *within, const json_t *value)
{
	struct tree *tree = within->tree;
	const char *key;
	json_t *inner;
	size_t i;

	json_array_foreach(value, i, inner)
	{
		add_value(within, keep_index(tree, i), inner);
	}
	json_object_foreach((json_t *)value, key, inner)
	{
		add_value(within, arena_keep(tree->arena, str_of(key)), inner);
	}
}

/* ---- a record ---- */

/* A leaf, and what it holds where that is JSON. Packed texts are made in
 * `scratch`, others live in the dictionary. */
static void add_leaf(struct tree *tree, struct tree_node *to,
		     const struct walk *walk, const struct node *node)
{
	uint8_t kind = walk->record->skeleton->slot[node->slot].kind;
	char scratch[SCRATCH];
	struct within within = { tree, to->path, node->depth + 1, 1,
				 node->slot };
	json_t *root;

	to->slot = node->slot;
	to->text = record_slot(walk->record, node->slot, scratch);
	if (to->text.at == scratch)
		to->text = arena_keep(tree->arena, to->text);
	if (kind == LEAF_NUMBER || kind == LEAF_BOOL)
		to->kind = TREE_PLAIN;
	root = to->kind == TREE_STRING ? opened(to->text, 0) : NULL;
	if (root) {
		to->kind = TREE_INSIDE;
		to->quoted = true;
		to->list = json_is_array(root);
		add_inner(&within, root);
	}
	json_decref(root);
}

static void add_node(struct tree *tree, const struct walk *walk,
		     const struct node *node)
{
	struct tree_node *to = add(tree, node->depth);
	struct buf path = { 0 };

	if (!to)
		return;
	walk_put_path(walk, node, &path);
	to->path = keep(tree, &path);
	to->name = node->key.at ? node->key : keep_index(tree, node->index);
	to->list = node->kind == NODE_ARRAY;
	if (node->kind == NODE_LEAF) {
		add_leaf(tree, to, walk, node);
	} else if (node->kind == NODE_NULL || node->empty) {
		to->kind = TREE_PLAIN;
		to->text = node->kind == NODE_NULL    ? STR("null")
			   : node->kind == NODE_ARRAY ? STR("[]")
						      : STR("{}");
	} else {
		to->kind = TREE_INSIDE;
	}
}

/* Backwards, so that what follows a container is known before it. */
static void tie(struct tree *tree)
{
	for (size_t i = tree->count; i-- > 0;) {
		struct tree_node *node = &tree->at[i];
		size_t next = i + 1;

		for (; next < tree->count && tree->at[next].depth > node->depth;
		     next = tree->at[next].next)
			node->children++;
		node->next = (uint32_t)next;
	}
}

/* ---- in words ---- */

static json_t *json_of(const struct tree *tree, size_t at)
{
	const struct tree_node *node = &tree->at[at];
	json_t *json;

	if (node->kind == TREE_STRING || node->quoted)
		return json_stringn_nocheck(node->text.at, node->text.len);
	if (node->kind == TREE_PLAIN) {
		json = json_loadb(node->text.at, node->text.len,
				  JSON_DECODE_ANY, NULL);
		return json ? json : json_null();
	}
	json = node->list ? json_array() : json_object();
	for (size_t i = at + 1; i < node->next; i = tree->at[i].next) {
		struct str name = tree->at[i].name;

		if (node->list)
			json_array_append_new(json, json_of(tree, i));
		else
			json_object_setn_new_nocheck(json, name.at, name.len,
						     json_of(tree, i));
	}
	return json;
}

static bool word_item(struct tree *tree, size_t at, struct str list)
{
	json_t *json = json_of(tree, at);
	struct buf text = { 0 };

	if (words_put(list, json, &text))
		tree->at[at].says = keep(tree, &text);
	json_decref(json);
	tree->at[at].item = tree->at[at].says.at != NULL;
	return tree->at[at].item;
}

/* The first of a list's elements, and the one after all of them; one object
 * alone is a list of itself. */
static size_t items_from(const struct tree *tree, size_t list)
{
	return tree->at[list].list ? list + 1 : list;
}

/* `2 statements: Allow * on *; Deny iam:* on *`. */
static struct str summary(struct tree *tree, size_t list, size_t count)
{
	size_t at = items_from(tree, list), told = 0;
	struct buf text = { 0 };

	if (count > 1)
		buf_addf(&text, "%zu %s: ", count,
			 str_eq(tree->at[list].name, STR("Statement"))
				 ? "statements"
				 : "selectors");
	for (; at < tree->at[list].next; at = tree->at[at].next) {
		if (!tree->at[at].says.at || told++ >= SUMMARY_MOST)
			continue;
		buf_add(&text, told > 1 ? STR("; ") : STR(""));
		buf_add(&text, tree->at[at].says);
	}
	if (told > SUMMARY_MOST)
		buf_addf(&text, "; and %zu more", told - SUMMARY_MOST);
	return keep(tree, &text);
}

/* The elements of a list in words, and what holds them all together: of a
 * policy the document, else the list. */
static void word_list(struct tree *tree, size_t holder, size_t list)
{
	struct str name = tree->at[list].name, says;
	size_t at = items_from(tree, list), count = 0;

	for (; at < tree->at[list].next; at = tree->at[at].next)
		count += word_item(tree, at, name);
	if (!count)
		return;
	says = summary(tree, list, count);
	tree->at[str_eq(name, STR("Statement")) ? holder : list].says = says;
}

/* Each node is put in words once at most, whatever is in what. */
static void word(struct tree *tree)
{
	size_t worded = 0;

	for (size_t at = 0; at < tree->count; at++) {
		const struct tree_node *node = &tree->at[at];

		for (size_t i = at + 1; i < node->next; i = tree->at[i].next)
			if (i >= worded && tree->at[i].kind == TREE_INSIDE &&
			    words_known(tree->at[i].name)) {
				word_list(tree, at, i);
				worded = tree->at[i].next;
			}
	}
}

struct tree tree_make(const struct record *record, size_t most,
		      struct arena *arena)
{
	struct tree tree = { .arena = arena, .most = most };
	struct walk walk = { .record = record };
	struct node node;

	assert(record && arena);
	while (walk_next(&walk, &node))
		add_node(&tree, &walk, &node);
	tie(&tree);
	word(&tree);
	return tree;
}

void tree_release(struct tree *tree)
{
	free(tree->at);
	*tree = (struct tree){ 0 };
}
