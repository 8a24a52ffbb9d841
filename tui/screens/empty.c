/* SPDX-License-Identifier: MIT */
/* empty.c - why nothing is left: which chip keeps no event, what its value
 * is near to, or which two never meet. */
#include <string.h>

#include "view.h"

struct lines { /* of the explanation */
	struct view *view;
	struct grid *grid;
	struct area area;
	int y;
};

static void put_line(struct lines *lines, unsigned style, struct str text)
{
	if (lines->y >= lines->area.height)
		return;
	grid_put(lines->grid, lines->area.x + 1, lines->area.y + lines->y++,
		 lines->area.width - 2, style, text);
}

/* The one value that the chip picks; STR_NONE for none or several. */
static struct str typed_value(const struct ask *ask)
{
	return ask->picks && expr_values(ask->expr) == 1
		       ? expr_value(ask->expr, 0)
		       : STR_NONE;
}

/* As the panes show it, where the field holds identities. */
static struct str shown(const struct ask *ask, struct str value)
{
	static const char *const identities[] = { "user", "role", "session",
						  "resource" };

	for (size_t i = 0; i < ARRAY_LEN(identities); i++)
		if (!strcmp(ask->field, identities[i]))
			return identity_label(value);
	return value;
}

/* Lines of the explanation end with a NUL, which no text of a chip has. */
static void put_nearest(const struct view *view, const struct ask *ask,
			struct buf *out)
{
	struct nearest near[4];
	struct str typed = typed_value(ask);
	struct field *field;
	size_t count;

	if (!typed.len || !(field = field_parse(str_of(ask->field), NULL)))
		return;
	count = nearest_values(view_store(view), field, typed, near,
			       ARRAY_LEN(near));
	if (count)
		buf_addf(out, "%.*s: no", STR_ARG(typed));
	for (size_t i = 0; i < count; i++) {
		buf_addf(out, "; %.*s ", STR_ARG(shown(ask, near[i].text)));
		buf_add_count(out, near[i].events);
	}
	if (count)
		buf_addc(out, '\0');
	field_free(field);
}

/* True when a chip alone keeps nothing. */
static bool put_lonely(const struct view *view, struct buf *out)
{
	bool any = false;

	for (size_t i = 0; i < view->selection->chips.count; i++) {
		const struct ask *ask = view->selection->chips.at[i].ask;

		if (!chip_works(&view->selection->chips, i) ||
		    rowset_count(filter_rows(ask->filter)))
			continue;
		any = true;
		buf_addf(out, "no event at all has %s", ask->text);
		buf_addc(out, '\0');
		put_nearest(view, ask, out);
	}
	return any;
}

static bool is_later(const struct chip *chip, size_t at, const void *what)
{
	(void)chip;
	return at > *(const size_t *)what;
}

/* The chip that took the last events away. */
static void put_last_straw(const struct view *view, struct buf *out)
{
	struct rowset rows = { 0 };
	size_t before = view->selection->rows, left;

	for (size_t i = 0; i < view->selection->chips.count && before; i++) {
		chips_rows(&view->selection->chips,
			   view->selection->result.looked, is_later, &i, &rows);
		left = rowset_count(&rows);
		if (!left) {
			buf_addf(out, "%s takes away the last ",
				 view->selection->chips.at[i].ask->text);
			buf_add_count(out, before);
			buf_addc(out, '\0');
		}
		before = left;
	}
	rowset_release(&rows);
}

/* Looking for near values walks the events: it is done once a filter. */
static void explain(struct view *view)
{
	struct empty_state *empty = &view->empty;

	if (empty->text.len && empty->changes == view->selection->changes &&
	    empty->rows == view->selection->rows)
		return;
	buf_reset(&empty->text);
	if (!put_lonely(view, &empty->text))
		put_last_straw(view, &empty->text);
	empty->changes = view->selection->changes;
	empty->rows = view->selection->rows;
}

static void put_explanation(struct lines *lines)
{
	struct str rest;
	ptrdiff_t end;

	explain(lines->view);
	rest = buf_str(&lines->view->empty.text);
	while ((end = str_find(rest, '\0')) >= 0) {
		put_line(lines, STYLE_TEXT, str_slice(rest, 0, (size_t)end));
		rest = str_slice(rest, (size_t)end + 1, rest.len);
	}
}

/* What the evidence covers, so that "none" is not read as "did not happen". */
static void put_span(struct lines *lines)
{
	struct view *view = lines->view;
	struct buf text = { 0 };
	int64_t first, last;

	if (!store_span(view_store(view), &first, &last))
		return;
	buf_add(&text, STR("the evidence covers "));
	time_put_date(&text, first, view->zone);
	buf_addc(&text, ' ');
	time_put_clock(&text, first, view->zone);
	buf_add(&text, STR(" to "));
	time_put_date(&text, last, view->zone);
	buf_addc(&text, ' ');
	time_put_clock(&text, last, view->zone);
	put_line(lines, STYLE_LABEL, buf_str(&text));
	buf_release(&text);
}

static void put_coverage(struct lines *lines)
{
	struct store_stats stats;

	put_span(lines);
	store_stats(view_store(lines->view), &stats);
	if (!stats.kinds[KIND_DATA])
		put_line(lines, STYLE_LABEL, STR("it holds no data events"));
}

void empty_draw(struct view *view, struct grid *grid, struct area area)
{
	struct lines lines = { view, grid, area, area.height > 6 };

	if (!view->selection->rows) {
		put_line(&lines, STYLE_LABEL,
			 view->evidence.loading
				 ? STR("reading")
				 : STR("no CloudTrail events; `i` lists what "
				       "was read and why not"));
		return;
	}
	if (view->selection->stage <= STAGE_HITS) {
		put_line(&lines, STYLE_LABEL, STR("counting"));
		return;
	}
	put_line(&lines, STYLE_TITLE, STR("nothing is left"));
	put_explanation(&lines);
	put_coverage(&lines);
	put_line(&lines, STYLE_LABEL,
		 STR("Esc back   F all chips off   x list of chips"));
}
