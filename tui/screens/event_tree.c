/* SPDX-License-Identifier: MIT */
/* event_tree.c - an event's keys and values: nested and foldable, what was
 * asked for and answered first; or as the JSON that it was. */
#include <string.h>

#include "event_lines.h"
#include "event_nodes.h"
#include "event_top.h"

#define LABEL_MOST 28 /* cells of a label that others align with */
#define GAP 3         /* cells between labels and values */

struct writer {
	struct told *told;
	struct tree tree;
	struct grid plain; /* for measuring */
};

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
	if (node->kind == TREE_EMPTY || str_eq(node->text, STR("null")))
		return STYLE_LABEL;
	if (node->kind == TREE_STRING)
		return node->text.len ? STYLE_STRING : STYLE_LABEL;
	return STYLE_NUMBER;
}

static void put_leaf(struct told *told, const struct tree_node *node)
{
	struct str text = node->text.len ? node->text : STR("\"\"");

	if (node->slot == SLOT_NONE)
		lines_ask(told->state, value_style(told, node), text, STR_NONE,
			  node->text);
	else
		lines_ask(told->state, value_style(told, node), text,
			  told_slot_field(told, node->slot), node->text);
	lines_last(told->state)->slot = node->slot;
}

/* ---- lines ---- */

/* Follows a container that holds one thing down to where it ends; the label
 * says the whole way. */
static size_t join(struct writer *w, size_t at, struct str *label)
{
	const struct tree_node *node = &w->tree.at[at];
	struct buf text = { 0 };

	*label = node->name;
	if (!node->depth || node->kind != TREE_INSIDE || node->quoted ||
	    node->children != 1)
		return at;
	buf_add(&text, node->name);
	while (node->kind == TREE_INSIDE && !node->quoted &&
	       node->children == 1) {
		node = &w->tree.at[++at];
		if (!str_starts(node->name, STR("[")))
			buf_addc(&text, '.');
		buf_add(&text, node->name);
	}
	*label = lines_keep(w->told->state, &text);
	buf_release(&text);
	return at;
}

static void put_inside(struct writer *w, const struct tree_node *node,
		       size_t indent);

static void put_container(struct writer *w, const struct tree_node *node,
			  struct str label, size_t indent)
{
	struct event_state *state = w->told->state;
	bool closed = fold_closed(state, node->path);
	struct event_line *line;

	lines_add(state, node->depth ? STYLE_KEY : STYLE_TITLE, label);
	line = lines_last(state);
	line->indent = (uint16_t)indent;
	line->path = node->path;
	line->fold = closed ? FOLD_CLOSED : FOLD_OPEN;
	line->slot = node->slot;
	if (node->quoted)
		lines_ask(state, STYLE_LABEL, STR("JSON in a string"),
			  told_slot_field(w->told, node->slot), node->text);
	else if (closed)
		told_say(w->told, STYLE_LABEL, "%u %s%s",
			 (unsigned)node->children,
			 str_starts(node[1].name, STR("[")) ? "item" : "key",
			 node->children == 1 ? "" : "s");
	if (!closed)
		put_inside(w, node, indent + 2);
}

static void put_node(struct writer *w, size_t at, struct str around,
		     size_t indent)
{
	struct event_state *state = w->told->state;
	struct str label;
	const struct tree_node *node = &w->tree.at[join(w, at, &label)];

	if (node->kind == TREE_INSIDE) {
		put_container(w, node, label, indent);
		return;
	}
	lines_add(state, STYLE_KEY, label);
	lines_last(state)->indent = (uint16_t)indent;
	lines_last(state)->path = around;
	put_leaf(w->told, node);
}

/* The values of the leaves at one level begin in one column. */
static void align(struct writer *w, size_t from, size_t indent)
{
	struct event_state *state = w->told->state;
	int most = 0;

	for (size_t i = from; i < state->lines; i++) {
		const struct event_line *line = &state->line[i];
		int width =
			grid_measure(&w->plain, line->label, LABEL_MOST + 1);

		if (line->indent == indent && width > most &&
		    width <= LABEL_MOST && line->fold == FOLD_NONE)
			most = width;
	}
	for (size_t i = from; i < state->lines; i++)
		if (state->line[i].indent == indent)
			state->line[i].values =
				(uint16_t)(indent + (size_t)most + GAP);
}

static void put_inside(struct writer *w, const struct tree_node *node,
		       size_t indent)
{
	size_t from = w->told->state->lines;
	size_t end = node->next, at = (size_t)(node - w->tree.at) + 1;
	struct str path = node->path;

	for (; at < end; at = w->tree.at[at].next)
		put_node(w, at, path, indent);
	align(w, from, indent);
}

/* ---- the whole ---- */

/* What was asked and what came of it, in this order; then all the rest. */
static const char *const firsts[] = {
	"requestParameters",   "responseElements",    "errorCode",
	"errorMessage",        "serviceEventDetails", "insightDetails",
	"additionalEventData", "resources",           "summary",
};

static size_t rank_of(struct str name)
{
	size_t at = 0;

	while (at < ARRAY_LEN(firsts) && !str_eq(name, str_of(firsts[at])))
		at++;
	return at;
}

static void put_rank(struct writer *w, size_t rank)
{
	for (size_t at = 0; at < w->tree.count; at = w->tree.at[at].next)
		if (rank_of(w->tree.at[at].name) == rank)
			put_node(w, at, STR_NONE, 2);
}

static void put_left_out(struct writer *w)
{
	if (!w->tree.left_out)
		return;
	lines_add(w->told->state, STYLE_LABEL, STR(""));
	told_say(w->told, STYLE_LABEL,
		 "%zu more keys and values are not shown here",
		 w->tree.left_out);
}

void event_put_tree(struct told *told)
{
	struct writer w = { .told = told,
			    .plain = { .ascii = told->view->ascii } };
	size_t from = told->state->lines;

	tree_make(&w.tree, told);
	for (size_t rank = 0; rank <= ARRAY_LEN(firsts); rank++)
		put_rank(&w, rank);
	align(&w, from, 2);
	put_left_out(&w);
	tree_release(&w.tree);
}

/* ---- as JSON ---- */

#define LINES_MOST 60000

static bool closes(struct str line)
{
	return str_starts(line, STR("}")) || str_starts(line, STR("]"));
}

static unsigned json_style(struct str value)
{
	if (!value.len || value.at[0] == '{' || value.at[0] == '[')
		return STYLE_TEXT;
	if (value.at[0] == '"')
		return STYLE_STRING;
	return value.at[0] == 'n' ? STYLE_LABEL : STYLE_NUMBER;
}

/* Bytes of the key with its colon, 0 for an element of an array. */
static size_t key_length(struct str line, const struct node *node)
{
	size_t at = 1;

	if (!node->key.at || !line.len)
		return 0;
	while (at < line.len && line.at[at] != '"')
		at += line.at[at] == '\\' ? 2 : 1;
	return at + 2 < line.len ? at + 2 : 0; /* `":` */
}

static void put_json_node(struct told *told, struct str line,
			  const struct node *node)
{
	size_t key = key_length(line, node);
	struct str value = str_trim(str_slice(line, key, line.len));
	struct event_line *to;

	lines_add(told->state, STYLE_KEY, str_slice(line, 0, key));
	to = lines_last(told->state);
	to->slot = node->slot;
	if (node->slot == SLOT_NONE) {
		lines_put(told->state, json_style(value), value);
		return;
	}
	lines_ask(told->state, json_style(value), value,
		  told_slot_field(told, node->slot),
		  told_slot(told, node->slot));
}

static size_t blanks(struct str line)
{
	size_t count = 0;

	while (count < line.len && line.at[count] == ' ')
		count++;
	return count;
}

static void put_json_line(struct told *told, struct str line, struct walk *walk)
{
	size_t indent = blanks(line);
	struct event_line *to;
	struct node node;

	line = str_slice(line, indent, line.len);
	if (!indent || closes(line) || !walk_next(walk, &node)) {
		lines_add(told->state, STYLE_TEXT, STR(""));
		lines_put(told->state, STYLE_TEXT, line);
		lines_last(told->state)->values = (uint16_t)indent;
		return;
	}
	put_json_node(told, line, &node);
	to = lines_last(told->state);
	to->indent = (uint16_t)indent;
	to->values = (uint16_t)(indent + to->label.len + 1);
	if (!to->label.len)
		to->values = (uint16_t)indent;
}

void event_put_json(struct told *told)
{
	struct walk walk = { .record = &told->record };
	struct buf text = { 0 };
	struct str rest;

	record_put_json(&told->record, 2, &text);
	rest = lines_keep(told->state, &text);
	buf_release(&text);
	while (rest.len && told->state->lines < LINES_MOST) {
		ptrdiff_t end = str_find(rest, '\n');
		size_t len = end < 0 ? rest.len : (size_t)end;

		put_json_line(told, str_slice(rest, 0, len), &walk);
		rest = str_slice(rest, len + 1, rest.len);
	}
	if (!rest.len)
		return;
	lines_add(told->state, STYLE_LABEL, STR(""));
	told_say(told, STYLE_LABEL, "%zu bytes more are not shown here",
		 rest.len);
}
