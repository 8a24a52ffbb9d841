/* SPDX-License-Identifier: MIT */
/* event_tree.c - an event's keys and values: nested and foldable, what was
 * asked for and answered first. A string that holds JSON (a policy, a state
 * machine) has what it says below it. */
#include <ctype.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "event_lines.h"

#define NODES_MOST 30000 /* shown of one record; the JSON can be copied */
#define LABEL_MOST 28    /* cells of a label that others align with */
#define RANKS 9          /* keys that stand before the rest */
#define GAP 3            /* cells between labels and values */

enum tree_kind {
	TREE_STRING,
	TREE_PLAIN,  /* a number, true, false, null, {} or [] */
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

/* A record as a flat tree, for who folds and indents it: nodes stand in the
 * record's order, each before what it contains. Their texts are borrowed from
 * the store or kept with the lines. */
struct tree {
	struct told *told;
	struct tree_node *at; /* owned */
	size_t count, room;
	size_t left_out; /* beyond the bound */
};

/* NULL: it is left out. Borrowed until the next one. */
static struct tree_node *tree_add(struct tree *tree, unsigned depth)
{
	struct tree_node *node;

	if (tree->count >= NODES_MOST) {
		tree->left_out++;
		return NULL;
	}
	node = vec_add(tree->at, tree->count, tree->room);
	*node = (struct tree_node){ .slot = SLOT_NONE,
				    .depth = (uint16_t)depth };
	return node;
}

static struct str keep(struct tree *tree, struct str text)
{
	return arena_keep(&tree->told->state->text, text);
}

/* ---- JSON in a text ---- */

#define QUOTED_MOST (256u << 10) /* bytes; longer stays a text */

static void decode_url(struct str text, struct buf *out)
{
	for (size_t i = 0; i < text.len; i++) {
		const char *at = &text.at[i];

		if (*at == '%' && i + 2 < text.len &&
		    isxdigit((unsigned char)at[1]) &&
		    isxdigit((unsigned char)at[2])) {
			const char digits[] = { at[1], at[2], '\0' };

			buf_addc(out, (char)strtol(digits, NULL, 16));
			i += 2;
		} else {
			buf_addc(out, *at);
		}
	}
}

/* NULL: it holds none. Owned. */
static json_t *read_json(struct str text)
{
	struct buf plain = { 0 };
	json_t *root;

	text = str_trim(text);
	if (text.len > QUOTED_MOST)
		return NULL;
	/* `%7B` is `{` in a URL. */
	if (str_starts(text, STR("%7B")) || str_starts(text, STR("%5B")))
		decode_url(text, &plain);
	else if (str_starts(text, STR("{")) || str_starts(text, STR("[")))
		buf_add(&plain, text);
	else
		return NULL;
	root = json_loadb(plain.at, plain.len, JSON_REJECT_DUPLICATES, NULL);
	buf_release(&plain);
	return root;
}

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

/* A value that contains nothing. */
static void fill_value(struct tree *tree, struct tree_node *node,
		       const json_t *value)
{
	char *text;

	if (json_is_string(value)) {
		node->text =
			keep(tree, (struct str){ json_string_value(value),
						 json_string_length(value) });
		return;
	}
	node->kind = TREE_PLAIN;
	text = json_dumps(value, JSON_ENCODE_ANY);
	node->text = keep(tree, str_of(text));
	free(text);
}

static void add_inner(struct tree *tree, struct str path, unsigned depth,
		      const json_t *value);

static void add_value(struct tree *tree, struct str path, struct str name,
		      unsigned depth, const json_t *value)
{
	struct tree_node *node = tree_add(tree, depth);
	struct buf text = { 0 };

	if (!node)
		return;
	node->name = keep(tree, name);
	if (!has_inside(value)) {
		fill_value(tree, node, value);
		return;
	}
	buf_add(&text, path);
	buf_addc(&text, '.');
	buf_add(&text, name);
	node->kind = TREE_INSIDE;
	node->path = told_keep(tree->told, &text);
	add_inner(tree, node->path, depth + 1, value);
}

static void add_inner(struct tree *tree, struct str path, unsigned depth,
		      const json_t *value)
{
	char name[32];
	const char *key;
	json_t *inner;
	size_t i;

	json_array_foreach(value, i, inner)
	{
		snprintf(name, sizeof(name), "[%zu]", i);
		add_value(tree, path, str_of(name), depth, inner);
	}
	json_object_foreach((json_t *)value, key, inner)
	{
		add_value(tree, path, str_of(key), depth, inner);
	}
}

/* ---- a record ---- */

static struct str path_of(struct tree *tree, const struct walk *walk,
			  const struct node *node)
{
	struct buf text = { 0 };

	walk_put_path(walk, node, &text);
	return told_keep(tree->told, &text);
}

/* A leaf, and what it holds where that is JSON. */
static void add_leaf(struct tree *tree, struct tree_node *to,
		     const struct walk *walk, const struct node *node)
{
	uint8_t kind = walk->record->skeleton->slot[node->slot].kind;
	json_t *root;

	to->slot = node->slot;
	to->text = told_slot(tree->told, node->slot);
	if (kind == LEAF_NUMBER || kind == LEAF_BOOL)
		to->kind = TREE_PLAIN;
	root = to->kind == TREE_STRING ? read_json(to->text) : NULL;
	if (root && has_inside(root) && !has_reals(root)) {
		to->kind = TREE_INSIDE;
		to->quoted = true;
		to->path = path_of(tree, walk, node);
		add_inner(tree, to->path, node->depth + 1, root);
	}
	json_decref(root);
}

static void add_node(struct tree *tree, const struct walk *walk,
		     const struct node *node)
{
	struct tree_node *to = tree_add(tree, node->depth);
	char name[32];

	if (!to)
		return;
	to->name = node->key;
	if (!node->key.at) {
		snprintf(name, sizeof(name), "[%u]", node->index);
		to->name = keep(tree, str_of(name));
	}
	if (node->kind == NODE_LEAF) {
		add_leaf(tree, to, walk, node);
	} else if (node->kind == NODE_NULL || node->empty) {
		to->kind = TREE_PLAIN;
		to->text = node->kind == NODE_NULL    ? STR("null")
			   : node->kind == NODE_ARRAY ? STR("[]")
						      : STR("{}");
	} else {
		to->kind = TREE_INSIDE;
		to->path = path_of(tree, walk, node);
	}
}

/* To be released by free(). */
static struct tree tree_make(struct told *told)
{
	struct tree tree = { .told = told };
	struct walk walk = { .record = &told->record };
	struct node node;

	while (walk_next(&walk, &node))
		add_node(&tree, &walk, &node);
	/* Backwards, so that what follows a container is known before it. */
	for (size_t i = tree.count; i-- > 0;) {
		size_t next = i + 1;

		for (; next < tree.count &&
		       tree.at[next].depth > tree.at[i].depth;
		     next = tree.at[next].next)
			tree.at[i].children++;
		tree.at[i].next = (uint32_t)next;
	}
	return tree;
}

/* ---- values that make an event notable ---- */

static bool is_port(struct str name)
{
	return str_eq(name, STR("fromPort")) || str_eq(name, STR("toPort")) ||
	       str_eq(name, STR("FromPort")) || str_eq(name, STR("ToPort"));
}

/* Everyone, everything, or administrator. */
static bool is_loud(struct str text)
{
	return str_eq(text, STR("*")) || cidr_is_world(text) ||
	       str_ends(text, STR(":policy/AdministratorAccess")) ||
	       str_ends(text, STR("/global/AllUsers")) ||
	       str_starts(text, STR("public-read"));
}

static unsigned value_style(const struct told *told,
			    const struct tree_node *node)
{
	bool notable = (told->flags & FLAG_NOTABLE) != 0;

	if (notable && (is_loud(node->text) ||
			((told->flags & FLAG_WORLD) && is_port(node->name))))
		return STYLE_NOTABLE;
	if (!node->text.len || str_eq(node->text, STR("null")) ||
	    (node->kind == TREE_PLAIN && strchr("{[", node->text.at[0])))
		return STYLE_LABEL; /* it says that there is nothing */
	return node->kind == TREE_STRING ? STYLE_STRING : STYLE_NUMBER;
}

/* ---- lines ---- */

/* Contains one thing only, which is shown on its line. */
static bool is_passage(const struct tree_node *node)
{
	return node->kind == TREE_INSIDE && !node->quoted &&
	       node->children == 1;
}

/* Follows a container that holds one thing down to where it ends; the label
 * says the whole way. */
static const struct tree_node *
join(struct tree *tree, const struct tree_node *node, struct str *label)
{
	struct buf text = { 0 };

	*label = node->name;
	if (!node->depth || !is_passage(node))
		return node;
	buf_add(&text, node->name);
	while (is_passage(node)) {
		node++;
		if (!str_starts(node->name, STR("[")))
			buf_addc(&text, '.');
		buf_add(&text, node->name);
	}
	*label = told_keep(tree->told, &text);
	return node;
}

static void put_inside(struct tree *tree, const struct tree_node *node,
		       size_t indent);

static void put_container(struct tree *tree, const struct tree_node *node,
			  struct event_line *line)
{
	struct told *told = tree->told;
	bool closed = fold_closed(told->state, node->path);
	size_t indent = line->indent;

	line->label_style = node->depth ? STYLE_KEY : STYLE_TITLE;
	line->path = node->path;
	line->fold = closed ? FOLD_CLOSED : FOLD_OPEN;
	if (node->quoted)
		told_ask(told, STYLE_LABEL, STR("JSON in a string"),
			 told_slot_field(told, node->slot), node->text);
	else if (closed)
		told_say(told, STYLE_LABEL, "%u %s%s", (unsigned)node->children,
			 str_starts(node[1].name, STR("[")) ? "item" : "key",
			 node->children == 1 ? "" : "s");
	if (!closed)
		put_inside(tree, node, indent + 2);
}

static void put_node(struct tree *tree, const struct tree_node *node,
		     struct str around, size_t indent)
{
	struct told *told = tree->told;
	struct event_line *line;
	struct str label;

	node = join(tree, node, &label);
	line = told_line(told, STYLE_KEY, label);
	line->indent = (uint16_t)indent;
	line->slot = node->slot;
	if (node->kind == TREE_INSIDE) {
		put_container(tree, node, line);
		return;
	}
	line->path = around;
	told_ask(told, value_style(told, node),
		 node->text.len ? node->text : STR("\"\""),
		 node->slot == SLOT_NONE ? STR_NONE
					 : told_slot_field(told, node->slot),
		 node->text);
}

/* The values of the leaves at one level begin in one column. */
static void align(const struct told *told, size_t from, size_t indent)
{
	const struct grid plain = { .ascii = told->view->ascii };
	struct event_state *state = told->state;
	int most = 0;

	for (size_t i = from; i < state->lines; i++) {
		const struct event_line *line = &state->line[i];
		int width = grid_measure(&plain, line->label, LABEL_MOST + 1);

		if (line->indent == indent && width > most &&
		    width <= LABEL_MOST && line->fold == FOLD_NONE)
			most = width;
	}
	for (size_t i = from; i < state->lines; i++)
		if (state->line[i].indent == indent)
			state->line[i].values =
				(uint16_t)(indent + (size_t)most + GAP);
}

static void put_inside(struct tree *tree, const struct tree_node *node,
		       size_t indent)
{
	size_t from = tree->told->state->lines;
	size_t at = (size_t)(node - tree->at) + 1;

	for (; at < node->next; at = tree->at[at].next)
		put_node(tree, &tree->at[at], node->path, indent);
	align(tree->told, from, indent);
}

/* ---- the whole ---- */

/* What was asked and what came of it, in this order; then all the rest. */
static size_t rank_of(struct str name)
{
	static const char *const firsts[RANKS] = {
		"requestParameters",   "responseElements",    "errorCode",
		"errorMessage",        "serviceEventDetails", "insightDetails",
		"additionalEventData", "resources",           "summary",
	};
	size_t at = 0;

	while (at < RANKS && !str_eq(name, str_of(firsts[at])))
		at++;
	return at;
}

void event_put_tree(struct told *told)
{
	struct tree tree = tree_make(told);
	size_t from = told->state->lines;

	for (size_t rank = 0; rank <= RANKS; rank++)
		for (size_t at = 0; at < tree.count; at = tree.at[at].next)
			if (rank_of(tree.at[at].name) == rank)
				put_node(&tree, &tree.at[at], STR_NONE, 2);
	align(told, from, 2);
	if (tree.left_out) {
		told_blank(told);
		told_say(told, STYLE_LABEL,
			 "%zu more keys and values are not shown here",
			 tree.left_out);
	}
	free(tree.at);
}

static bool holds_hit(const struct tree *tree, size_t at)
{
	const struct view *view = tree->told->view;
	size_t from;

	for (size_t i = at + 1; i < tree->at[at].next; i++)
		if (view_hits(view, tree->at[i].name, &from) ||
		    view_hits(view, tree->at[i].text, &from))
			return true;
	return false;
}

void event_unfold_hits(struct view *view)
{
	struct event_state *state = &view->event;
	struct told told;
	struct tree tree;

	if (state->form != FORM_TREE || !told_init(&told, view, state->row))
		return;
	tree = tree_make(&told);
	for (size_t at = 0; at < tree.count; at++)
		if (tree.at[at].kind == TREE_INSIDE &&
		    fold_closed(state, tree.at[at].path) &&
		    holds_hit(&tree, at))
			fold_turn(state, tree.at[at].path);
	free(tree.at);
}
