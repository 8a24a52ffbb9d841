/* SPDX-License-Identifier: MIT */
/* event_tree.c - an event's keys and values: nested and foldable, what was
 * asked for and answered first. A string that holds JSON (a policy, a state
 * machine) has what it says below it. */
#include <string.h>

#include "event_lines.h"
#include "json.h"
#include "tree.h"

#define LABEL_MOST 28 /* cells of a label that others align with */
#define GAP 3         /* cells between labels and values */

/* What is being put in lines. */
struct telling {
	struct told *told;
	struct tree tree;
	struct str said; /* last, in words: not said again of its only part */
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
join(struct telling *telling, const struct tree_node *node, struct str *label)
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
	*label = told_keep(telling->told, &text);
	return node;
}

static void put_inside(struct telling *telling, const struct tree_node *node,
		       size_t indent);

/* What it says, which stays when it is folded. */
static void put_says(struct telling *telling, const struct tree_node *node,
		     bool closed)
{
	struct told *told = telling->told;
	struct str field = STR_NONE;

	if (node->quoted && !node->level)
		field = told_slot_field(told, node->slot);
	if (node->says.at && !str_eq(node->says, telling->said))
		told_ask(told,
			 str_search(node->says, STR("Allow * on *")) >= 0
				 ? STYLE_NOTABLE
				 : STYLE_TEXT,
			 node->says, field, node->text);
	telling->said = node->says;
	if (node->quoted)
		told_ask(told, STYLE_LABEL, STR("JSON in a string"), field,
			 node->text);
	else if (closed)
		told_say(told, STYLE_LABEL, "%u %s%s", (unsigned)node->children,
			 node->list ? "item" : "key",
			 node->children == 1 ? "" : "s");
}

static void put_container(struct telling *telling, const struct tree_node *node,
			  struct event_line *line)
{
	struct told *told = telling->told;
	bool closed = fold_closed(told->state, node->path);
	size_t indent = line->indent;

	line->label_style = node->depth ? STYLE_KEY : STYLE_TITLE;
	line->path = node->path;
	line->fold = closed ? FOLD_CLOSED : FOLD_OPEN;
	put_says(telling, node, closed);
	if (!closed)
		put_inside(telling, node, indent + 2);
}

bool event_aim(struct told *told, const struct tree_node *node, struct aim *aim)
{
	if (node->slot == SLOT_NONE ||
	    (node->level &&
	     (!node->text.len ||
	      str_search(told_slot(told, node->slot), node->text) < 0)))
		return false;
	*aim = (struct aim){ .field = told_slot_field(told, node->slot),
			     .value = node->text,
			     .part = node->level > 0 };
	return true;
}

static void put_leaf(struct told *told, const struct tree_node *node)
{
	struct str text = node->text.len ? node->text : STR("\"\"");
	struct aim aim = { .value = node->text };
	size_t plain = encoded_at(node->text);
	struct buf brief = { 0 };

	event_aim(told, node, &aim);
	if (plain < node->text.len) { /* it stands above, folded */
		buf_add(&brief, str_slice(text, 0, plain));
		buf_addf(&brief, "(encoded, %zu letters)", text.len - plain);
		text = told_keep(told, &brief);
	}
	told_ask(told, value_style(told, node), text, aim.field, aim.value)
		->part = aim.part;
}

static void put_node(struct telling *telling, const struct tree_node *node,
		     struct str around, size_t indent)
{
	struct told *told = telling->told;
	struct event_line *line;
	struct str label;

	node = join(telling, node, &label);
	line = told_line(told, STYLE_KEY, label);
	line->indent = (uint16_t)indent;
	line->slot = node->level ? SLOT_NONE : node->slot;
	if (node->kind == TREE_INSIDE) {
		put_container(telling, node, line);
		return;
	}
	line->path = around;
	put_leaf(told, node);
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

static void put_inside(struct telling *telling, const struct tree_node *node,
		       size_t indent)
{
	size_t from = telling->told->state->lines;
	size_t at = (size_t)(node - telling->tree.at) + 1;

	for (; at < node->next; at = telling->tree.at[at].next)
		put_node(telling, &telling->tree.at[at], node->path, indent);
	align(telling->told, from, indent);
}

/* ---- the whole ---- */

/* What says nothing stands last. */
static size_t rank_of(const struct tree_node *node)
{
	if (str_eq(node->name, STR("eventVersion")) ||
	    (node->kind == TREE_PLAIN && str_eq(node->text, STR("null"))))
		return EVENT_RANKS + 1;
	return event_rank(node->name);
}

void event_put_tree(struct told *told)
{
	struct telling telling = { told, tree_make(&told->record, TREE_NODES,
						   &told->state->text) };
	const struct tree *tree = &telling.tree;
	size_t from = told->state->lines;

	for (size_t rank = 0; rank <= EVENT_RANKS + 1; rank++)
		for (size_t at = 0; at < tree->count; at = tree->at[at].next)
			if (rank_of(&tree->at[at]) == rank)
				put_node(&telling, &tree->at[at], STR_NONE, 2);
	align(told, from, 2);
	if (tree->left_out) {
		told_blank(told);
		told_say(told, STYLE_LABEL,
			 "%zu more keys and values are not shown here",
			 tree->left_out);
	}
	tree_release(&telling.tree);
}

/* ---- as JSON ---- */

static void put_json(const struct tree *tree, size_t at, size_t indent,
		     struct buf *out)
{
	const struct tree_node *node = &tree->at[at];
	size_t end = node->next;

	if (node->kind != TREE_INSIDE) {
		if (node->kind == TREE_STRING)
			json_quote(out, node->text);
		else
			buf_add(out, node->text);
		return;
	}
	buf_addc(out, node->list ? '[' : '{');
	for (size_t i = at + 1; i < end; i = tree->at[i].next) {
		buf_addf(out, "%s\n%*s", i > at + 1 ? "," : "", (int)indent + 2,
			 "");
		if (!node->list) {
			json_quote(out, tree->at[i].name);
			buf_add(out, STR(": "));
		}
		put_json(tree, i, indent + 2, out);
	}
	buf_addf(out, "\n%*s%c", (int)indent, "", node->list ? ']' : '}');
}

bool event_put_json(struct view *view, struct str path, struct buf *out)
{
	struct arena texts = { 0 };
	struct told told;
	struct tree tree;
	size_t at = 0;

	if (!told_init(&told, view, view->event.row))
		return false;
	tree = tree_make(&told.record, TREE_NODES, &texts);
	while (at < tree.count && (tree.at[at].kind != TREE_INSIDE ||
				   !str_eq(tree.at[at].path, path)))
		at++;
	if (tree.left_out)
		at = tree.count;
	if (at < tree.count)
		put_json(&tree, at, 0, out);
	tree_release(&tree);
	arena_release(&texts);
	return out->len > 0;
}

static bool holds_hit(const struct view *view, const struct tree *tree,
		      size_t at)
{
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
	tree = tree_make(&told.record, TREE_NODES, &state->text);
	for (size_t at = 0; at < tree.count; at++)
		if (tree.at[at].kind == TREE_INSIDE &&
		    fold_closed(state, tree.at[at].path) &&
		    holds_hit(view, &tree, at))
			fold_turn(state, tree.at[at].path);
	tree_release(&tree);
}
