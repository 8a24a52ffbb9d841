/* SPDX-License-Identifier: MIT */
/* empty.c - why nothing is left: which chip keeps no event, what its value
 * is near to, or which two never meet. */
#include <string.h>

#include "model.h"
#include "panes.h"

struct lines { /* of the explanation */
	struct view *view;
	struct grid *grid;
	struct area area;
	int y;
};

static void put_line(struct lines *lines, unsigned style,
		     const struct buf *text)
{
	if (lines->y >= lines->area.height)
		return;
	grid_put(lines->grid, lines->area.x + 1, lines->area.y + lines->y++,
		 lines->area.width - 2, style, buf_str(text));
}

static void say(struct lines *lines, unsigned style, const char *text)
{
	struct buf buf = { 0 };

	buf_add(&buf, str_of(text));
	put_line(lines, style, &buf);
	buf_release(&buf);
}

/* What stands after `field=`, without its quotes. */
static struct str typed_value(const struct ask *ask)
{
	struct str text = str_of(ask->text);
	ptrdiff_t at = str_find(text, '=');

	if (!ask->picks || at < 0)
		return STR_NONE;
	text = str_trim(str_slice(text, (size_t)at + 1, text.len));
	if (text.len >= 2 && text.at[0] == '"')
		text = str_slice(text, 1, text.len - 1);
	return text;
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

static void put_nearest(struct lines *lines, const struct ask *ask)
{
	struct nearest near[4];
	struct str typed = typed_value(ask);
	struct field *field;
	struct buf text = { 0 };
	size_t count;

	if (!typed.len || !(field = field_parse(str_of(ask->field), NULL)))
		return;
	count = nearest_values(view_store(lines->view), field, typed, near,
			       ARRAY_LEN(near));
	buf_addf(&text, "%.*s: no", STR_ARG(typed));
	for (size_t i = 0; i < count; i++) {
		buf_addf(&text, "; %.*s ", STR_ARG(shown(ask, near[i].text)));
		buf_add_count(&text, near[i].events);
	}
	if (count)
		put_line(lines, STYLE_TEXT, &text);
	buf_release(&text);
	field_free(field);
}

/* True when a chip alone keeps nothing. */
static bool put_lonely(struct lines *lines)
{
	struct view *view = lines->view;
	struct buf text = { 0 };
	bool any = false;

	for (size_t i = 0; i < view->chips.count; i++) {
		const struct ask *ask = view->chips.at[i].ask;

		if (!chip_works(&view->chips, i) ||
		    rowset_count(filter_rows(ask->filter)))
			continue;
		any = true;
		buf_reset(&text);
		buf_addf(&text, "no event at all has  %s", ask->text);
		put_line(lines, STYLE_TEXT, &text);
		put_nearest(lines, ask);
	}
	buf_release(&text);
	return any;
}

static bool is_later(const struct chip *chip, size_t at, const void *what)
{
	(void)chip;
	return at > *(const size_t *)what;
}

/* The chip that took the last events away. */
static void put_last_straw(struct lines *lines)
{
	struct view *view = lines->view;
	struct rowset rows = { 0 };
	struct buf text = { 0 };
	size_t before = view->rows, left;

	for (size_t i = 0; i < view->chips.count && before; i++) {
		chips_rows(&view->chips, view->kept.looked, is_later, &i,
			   &rows);
		left = rowset_count(&rows);
		if (!left) {
			buf_addf(&text, "%s  takes away the last ",
				 view->chips.at[i].ask->text);
			buf_add_count(&text, before);
			put_line(lines, STYLE_TEXT, &text);
		}
		before = left;
	}
	buf_release(&text);
	rowset_release(&rows);
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
	put_line(lines, STYLE_LABEL, &text);
	buf_release(&text);
}

static void put_coverage(struct lines *lines)
{
	struct store_stats stats;

	put_span(lines);
	store_stats(view_store(lines->view), &stats);
	if (!stats.kinds[KIND_DATA])
		say(lines, STYLE_LABEL, "it holds no data events");
}

void empty_draw(struct view *view, struct grid *grid, struct area area)
{
	struct lines lines = { view, grid, area, area.height > 6 };

	if (!view->rows) {
		say(&lines, STYLE_LABEL,
		    view->evidence.loading ? "reading"
					   : "no CloudTrail events; `i` lists "
					     "what was read and why not");
		return;
	}
	if (view->kept.stage <= STAGE_HITS) {
		say(&lines, STYLE_LABEL, "counting");
		return;
	}
	say(&lines, STYLE_TITLE, "nothing is left");
	if (!put_lonely(&lines))
		put_last_straw(&lines);
	put_coverage(&lines);
	say(&lines, STYLE_LABEL,
	    "Esc back   F all chips off   x list of chips");
}
