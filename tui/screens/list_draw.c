/* SPDX-License-Identifier: MIT */
/* list_draw.c - Users and Resources as they stand on the screen: names to
 * the left, cut in the middle, numbers to the right. */
#include <string.h>

#include "panes.h"

struct head_form {
	enum list_column what;
	const char *title;
	int width; /* with the blank before it; 0: of a time */
	int until; /* shown where the pane is at least so wide */
};

static const struct head_form user_heads[] = {
	{ LIST_KIND, "kind", 22, 100 },     { LIST_EVENTS, "events", 8, 20 },
	{ LIST_DENIED, "deny", 7, 28 },     { LIST_WRITES, "writes", 8, 60 },
	{ LIST_ADDRESSES, "addrs", 7, 70 }, { LIST_FIRST, "first", 0, 80 },
	{ LIST_LAST, "last", 0, 90 },
};

static const struct head_form resource_heads[] = {
	{ LIST_TYPE, "type", 25, 110 },   { LIST_ACCOUNT, "account", 14, 110 },
	{ LIST_EVENTS, "events", 8, 20 }, { LIST_WRITES, "write", 7, 28 },
	{ LIST_USERS, "users", 7, 60 },   { LIST_FIRST, "first", 0, 80 },
	{ LIST_LAST, "last", 0, 90 },
};

static uint32_t largest(const struct tally *tally, enum list_column what)
{
	uint32_t most = 0;

	for (size_t i = 0; i < tally->count; i++) {
		const struct tally_row *row = &tally->row[i];
		uint32_t count = what == LIST_DENIED   ? row->denied
				 : what == LIST_WRITES ? row->writes
						       : row->events;

		most = count > most ? count : most;
	}
	return most;
}

/* The form's width, more where a number is longer. */
static int width_of(const struct view *view, enum pane_id id,
		    const struct head_form *form)
{
	static const int time_width[] = { 10, 16, 21 };
	struct buf text = { 0 };
	int width = form->width;

	if (!width)
		return time_width[view->timeline.dated];
	if (form->what != LIST_EVENTS && form->what != LIST_DENIED &&
	    form->what != LIST_WRITES)
		return width;
	buf_add_count(&text,
		      largest(&list_roster(view, id)->tally, form->what));
	if ((int)text.len + 1 + (form->what != LIST_EVENTS) > width)
		width = (int)text.len + 1 + (form->what != LIST_EVENTS);
	buf_release(&text);
	return width;
}

size_t list_heads(const struct view *view, enum pane_id id, int width,
		  struct list_head head[LIST_HEADS])
{
	const struct head_form *form =
		id == PANE_USERS ? user_heads : resource_heads;
	size_t forms = ARRAY_LEN(user_heads), n = 1;
	int name = width - 2, x;

	for (size_t i = 0; i < forms; i++)
		if (width >= form[i].until)
			name -= width_of(view, id, &form[i]);
	name = name < 1 ? 1 : name;
	x = 1 + name;
	head[0] = (struct list_head){ LIST_NAME, "name", 1, name };
	for (size_t i = 0; i < forms; i++) {
		int took;

		if (width < form[i].until)
			continue;
		took = width_of(view, id, &form[i]);
		head[n++] = (struct list_head){ form[i].what, form[i].title,
						x + 1, took - 1 };
		x += took;
	}
	return n;
}

static bool is_words(enum list_column what)
{
	return what == LIST_NAME || what == LIST_KIND || what == LIST_TYPE ||
	       what == LIST_ACCOUNT || what == LIST_FIRST || what == LIST_LAST;
}

const struct tally_row *list_row(const struct roster *roster,
				 const struct list_line *line)
{
	const struct tally *tally =
		line->kind == LINE_SESSION ? &roster->sessions : &roster->tally;

	return &tally->row[line->at];
}

/* A session's label is what follows its role. */
static struct str session_part(struct str label)
{
	ptrdiff_t at = str_find(label, '/');
	ptrdiff_t next;

	if (at < 0)
		return label;
	next = str_find(str_slice(label, (size_t)at + 1, label.len), '/');
	if (next >= 0 && str_starts(label, STR("role/")))
		at += 1 + next;
	return str_slice(label, (size_t)at + 1, label.len);
}

struct str list_label(const struct view *view, const struct list_line *line,
		      struct buf *buf)
{
	struct str label;

	if (line->value == SYM_NONE)
		return STR("(nobody named)");
	label = view_label(view, line->value, buf);
	return line->kind == LINE_SESSION ? session_part(label) : label;
}

static void put_count(struct grid *grid, const struct list_head *head, int x,
		      int y, unsigned style, uint64_t count, const char *unit)
{
	struct buf text = { 0 };

	if (!count && *unit)
		return;
	buf_add_count(&text, count);
	buf_addf(&text, "%s", unit);
	grid_put_right(grid, x + head->x, y, head->width, style,
		       buf_str(&text));
	buf_release(&text);
}

static void put_time(const struct view *view, struct grid *grid,
		     const struct list_head *head, int x, int y, unsigned style,
		     int64_t time)
{
	struct buf text = { 0 };

	if (time != TIME_NONE && time != INT64_MIN)
		timeline_put_time(view, time, &text);
	grid_put_right(grid, x + head->x, y, head->width, style,
		       buf_str(&text));
	buf_release(&text);
}

static struct str words_of(const struct view *view, enum list_column what,
			   const struct list_line *line)
{
	struct str text = store_text(view_store(view), line->value);

	if (line->value == SYM_NONE)
		return STR("");
	if (what == LIST_KIND && line->kind == LINE_SESSION)
		return STR("session");
	if (what == LIST_KIND)
		return str_of(user_kind_name(user_kind(text)));
	if (what == LIST_TYPE)
		return str_of(resource_type(text));
	return identity_account(text);
}

static unsigned dimmed(const struct list_line *line, unsigned style)
{
	return line->inside ? style : STYLE_DIM;
}

/* Distinct users and addresses cost a pass of their own: they are counted
 * when their columns are first shown; of many rows later, blank until then. */
static void want_extras(struct view *view, enum pane_id id,
			const struct list_head *head, size_t heads)
{
	bool wide = false;

	for (size_t i = 0; i < heads; i++)
		if (head[i].what == LIST_USERS ||
		    head[i].what == LIST_ADDRESSES)
			wide = true;
	if (roster_widen(view->selection, (enum roster_kind)id, wide))
		list_order(view, id);
}

static void put_extra(const struct view *view, struct grid *grid, int x, int y,
		      const struct list_head *head,
		      const struct list_line *line, uint32_t count)
{
	enum pane_id id =
		head->what == LIST_USERS ? PANE_RESOURCES : PANE_USERS;

	if (list_roster(view, id)->counted)
		put_count(grid, head, x, y, dimmed(line, STYLE_TEXT), count,
			  "");
}

static void put_cell(const struct view *view, struct grid *grid, int x, int y,
		     const struct list_head *head, const struct list_line *line,
		     const struct tally_row *row)
{
	switch (head->what) {
	case LIST_EVENTS:
		put_count(grid, head, x, y, dimmed(line, STYLE_COUNT),
			  row->events, "");
		break;
	case LIST_DENIED:
		put_count(grid, head, x, y, dimmed(line, STYLE_DENIED),
			  row->denied, "!");
		break;
	case LIST_WRITES:
		put_count(grid, head, x, y, dimmed(line, STYLE_WRITE),
			  row->writes, "w");
		break;
	case LIST_USERS:
		put_extra(view, grid, x, y, head, line, row->users);
		break;
	case LIST_ADDRESSES:
		put_extra(view, grid, x, y, head, line, row->addresses);
		break;
	case LIST_FIRST:
	case LIST_LAST:
		put_time(view, grid, head, x, y, dimmed(line, STYLE_LABEL),
			 head->what == LIST_FIRST ? row->first : row->last);
		break;
	default:
		grid_put_middle(grid, x + head->x + 1, y, head->width - 1,
				dimmed(line, STYLE_LABEL),
				words_of(view, head->what, line));
	}
}

static void put_name(struct view *view, struct grid *grid, int x, int y,
		     const struct list_head *head, const struct list_line *line)
{
	struct buf label = { 0 }, tail = { 0 };
	int indent = line->kind == LINE_SESSION ? 2 : 0;
	int width = head->width - indent, took, marks;
	struct str text;

	if (line->machine && line->kind == LINE_VALUE)
		buf_add(&tail, grid_glyph(grid, GLYPH_RING));
	if (line->sessions > 1) {
		buf_add(&tail, tail.len ? STR(" ") : STR(""));
		buf_add(&tail, grid_glyph(grid, GLYPH_TIMES));
		buf_add_count(&tail, line->sessions);
	}
	marks = grid_measure(grid, buf_str(&tail), width);
	text = list_label(view, line, &label);
	took = hit_put(view, grid, x + head->x + indent, y,
		       marks ? width - marks - 1 : width,
		       dimmed(line, indent ? STYLE_LABEL : STYLE_TEXT), text);
	grid_put(grid, x + head->x + indent + took + 1, y, marks,
		 dimmed(line, STYLE_LABEL), buf_str(&tail));
	buf_release(&label);
	buf_release(&tail);
}

static void put_heads(const struct list *list, struct grid *grid,
		      struct area area, const struct list_head *head,
		      size_t heads, bool focused)
{
	for (size_t i = 0; i < heads; i++) {
		bool here = focused && (size_t)list->at.column == i;
		unsigned style = STYLE_LABEL | (here ? STYLE_UNDER : 0);
		struct str title = str_of(head[i].title);
		bool words = is_words(head[i].what);
		int pad = i && words && head[i].what != LIST_FIRST &&
					  head[i].what != LIST_LAST
				  ? 1
				  : 0;

		if (i == 0 || pad)
			grid_put(grid, area.x + head[i].x + pad, area.y,
				 head[i].width - pad, style, title);
		else
			grid_put_right(grid, area.x + head[i].x, area.y,
				       head[i].width, style, title);
	}
}

static bool is_blank(const struct grid *grid, int x, int y)
{
	const struct cell *cell = grid_at(grid, x, y);

	return !cell || cell->point[0] == ' ';
}

/* The part of a cell that holds text; of an empty one all of it. */
static struct area text_in(const struct grid *grid, struct area cell)
{
	int from = cell.x, to = cell.x + cell.width;

	while (to > from && is_blank(grid, to - 1, cell.y))
		to--;
	while (from < to && is_blank(grid, from, cell.y))
		from++;
	if (from < to)
		cell = (struct area){ from, cell.y, to - from, 1 };
	return cell;
}

static void mark_cursor(const struct list *list, struct grid *grid,
			struct area area, int y, const struct list_head *head,
			size_t heads)
{
	size_t column = (size_t)list->at.column;

	grid_mark(grid, (struct area){ area.x, y, area.width - 1, 1 },
		  STYLE_SELECTED);
	if (column < heads)
		grid_mark(
			grid,
			text_in(grid, (struct area){ area.x + head[column].x, y,
						     head[column].width, 1 }),
			STYLE_CELL);
	grid->cursor_x = area.x;
	grid->cursor_y = y;
}

static void put_line(struct view *view, struct grid *grid, struct area area,
		     int y, enum pane_id id, const struct list_line *line,
		     const struct list_head *head, size_t heads)
{
	const struct tally_row *row;

	if (line->kind == LINE_RULE) {
		grid_hline(grid, area.x + 1, y, area.width - 3, STYLE_RULE);
		return;
	}
	row = list_row(list_roster(view, id), line);
	put_name(view, grid, area.x, y, &head[0], line);
	for (size_t i = 1; i < heads; i++)
		put_cell(view, grid, area.x, y, &head[i], line, row);
}

static void put_lines(struct view *view, struct grid *grid, struct area area,
		      enum pane_id id, bool focused,
		      const struct list_head *head, size_t heads)
{
	struct list *list = &view->list[id];

	list->page = area.height > 0 ? (size_t)area.height : 0;
	list->width = area.width;
	scroll_fit(&list->at, list->lines, list->page);
	for (int i = 0; i < area.height; i++) {
		size_t at = list->at.top + (size_t)i;

		if (at >= list->lines)
			break;
		put_line(view, grid, area, area.y + i, id, &list->line[at],
			 head, heads);
		if (focused && at == list->at.cursor)
			mark_cursor(list, grid, area, area.y + i, head, heads);
	}
}

/* Another order than by events is told in the title. */
static void put_order(const struct list *list, enum pane_id id, struct buf *out)
{
	const struct head_form *form =
		id == PANE_USERS ? user_heads : resource_heads;

	for (size_t i = 0; i < ARRAY_LEN(user_heads); i++)
		if (form[i].what == list->sort && list->sort != LIST_EVENTS)
			buf_addf(out, " by %s", form[i].title);
	if (list->sort == LIST_NAME)
		buf_add(out, STR(" by name"));
	if (list->reverse)
		buf_add(out, STR(", reversed"));
}

void list_draw(struct view *view, struct grid *grid, struct area area,
	       enum pane_id id, bool focused)
{
	struct list *list = &view->list[id];
	struct list_head head[LIST_HEADS];
	size_t heads = list_heads(view, id, area.width, head);
	struct buf right = { 0 };

	want_extras(view, id, head, heads);
	if ((size_t)list->at.column >= heads)
		list->at.column = (int)heads - 1;
	buf_add_count(&right, list->inside);
	put_order(list, id, &right);
	title_draw(view, grid, area, id, focused, buf_str(&right));
	buf_release(&right);
	area.y++;
	area.height--;
	if (area.height >= 4) {
		put_heads(list, grid, area, head, heads, focused);
		area.y++;
		area.height--;
	}
	put_lines(view, grid, area, id, focused, head, heads);
}
