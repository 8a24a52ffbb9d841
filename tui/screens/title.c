/* SPDX-License-Identifier: MIT */
/* title.c - small things that every pane puts: its title line, labels, and
 * text with what the search found marked. */
#include "panes.h"

struct str view_label(const struct view *view, sym_t identity, struct buf *buf)
{
	struct str service = STR(".amazonaws.com");

	buf_reset(buf);
	label_put(view_store(view), identity, buf);
	if (str_ends(buf_str(buf), service))
		buf->at[buf->len -= service.len] = '\0';
	return buf_str(buf);
}

/* Side panes that are hidden are named, so that one knows their keys. */
static void put_hidden(const struct view *view, struct buf *out)
{
	for (int id = 0; id < PANE_EVENT; id++) {
		bool shown = (int)view->focus == id ||
			     (view->focus == PANE_EVENT && id == PANE_TIMELINE);

		if (!shown)
			buf_addf(out, "%s%d %s", out->len ? "  " : "", id + 1,
				 view->panes[id]->name);
	}
}

void title_draw(struct view *view, struct grid *grid, struct area area,
		enum pane_id id, bool focused, struct str right)
{
	unsigned rule = focused ? STYLE_ACCENT : STYLE_RULE;
	struct buf text = { 0 };
	int width, x;

	grid_hline(grid, area.x, area.y, area.width, rule);
	x = area.x + 1;
	x += grid_say(grid, x, area.y, area.width - 2,
		      focused ? STYLE_TITLE_ON : STYLE_TITLE, " %d %s ",
		      (int)id + 1, view->panes[id]->name);
	if (view->medium && id != PANE_EVENT && area.width >= 70)
		put_hidden(view, &text);
	width = grid_measure(grid, right, area.width) +
		(text.len ? (int)text.len + 3 : 0) + 2;
	if (width <= area.x + area.width - x) {
		x = area.x + area.width - width;
		grid_fill(grid, (struct area){ x, area.y, width, 1 },
			  STYLE_LABEL);
		x += 1 + grid_put(grid, x + 1, area.y, width - 2, STYLE_LABEL,
				  right);
		grid_put(grid, x + 3, area.y, width - 2, STYLE_LABEL,
			 buf_str(&text));
	}
	buf_release(&text);
}

int hit_put(struct view *view, struct grid *grid, int x, int y, int width,
	    unsigned style, struct str s)
{
	int took = grid_put_middle(grid, x, y, width, style, s);
	size_t from, to;
	int before;

	if (!view->selection->finder.search || s.len > 400 ||
	    !search_text(view->selection->finder.search, s, &from, &to) ||
	    from == to || grid_measure(grid, s, width + 1) > width)
		return took;
	before = grid_measure(grid, str_slice(s, 0, from), width);
	grid_put(grid, x + before, y, width - before, STYLE_HIT,
		 str_slice(s, from, to));
	return took;
}
