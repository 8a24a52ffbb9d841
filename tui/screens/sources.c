/* SPDX-License-Identifier: MIT */
/* sources.c - the `i` overlay: every file, what it was recognised as, what
 * came of it, and what could not be read and why.
 *
 * Files with troubles stand first, over a rule: whoever opens this wants to
 * know what is missing. Both parts are in path order. */
#include <string.h>

#include "view.h"

struct files { /* the lines: troubled ones, a rule, the others */
	const struct evidence *evidence;
	size_t troubled;
	size_t lines;
};

static struct files list_of(const struct evidence *evidence)
{
	struct files list = { .evidence = evidence,
			      .troubled = evidence->troubles,
			      .lines = evidence->sources };

	if (list.troubled && list.troubled < evidence->sources)
		list.lines++;
	return list;
}

/* The file on that line; SIZE_MAX for the rule. */
static size_t file_at(const struct files *list, size_t line)
{
	if (!list->troubled || line < list->troubled)
		return evidence_listed(list->evidence, line);
	if (line == list->troubled)
		return SIZE_MAX;
	return evidence_listed(list->evidence, line - 1);
}

/* Columns from the right, as many as leave the path its place. */
enum column_id { AT_FORMAT, AT_EVENTS, AT_REPEATS, AT_BYTES, AT_NOTES, ATS };
static const struct {
	const char *title;
	int width;
	int until; /* shown where the overlay is at least so wide */
} columns[ATS] = {
	[AT_FORMAT] = { "format", 24, 90 },  [AT_EVENTS] = { "events", 9, 0 },
	[AT_REPEATS] = { "repeats", 9, 60 }, [AT_BYTES] = { "JSON", 11, 70 },
	[AT_NOTES] = { "faults", 8, 36 },
};

static int path_width(int width)
{
	int left = width;

	for (int c = 0; c < ATS; c++)
		if (width >= columns[c].until)
			left -= columns[c].width + 1;
	return left > 1 ? left : 1;
}

static void put_size(struct buf *out, uint64_t bytes)
{
	if (bytes < 1000)
		buf_addf(out, "%u B", (unsigned)bytes);
	else if (bytes < 10000000)
		buf_addf(out, "%u kB", (unsigned)(bytes / 1000));
	else
		buf_addf(out, "%llu MB", (unsigned long long)bytes / 1000000);
}

static bool is_read(const struct source *source)
{
	return source->state != SOURCE_WAITS;
}

static void put_value(const struct view *view, struct buf *out, size_t file,
		      enum column_id id)
{
	const struct source *source = &view->evidence.source[file];
	const struct store *store = view_store(view);
	uint64_t count = 0;

	if (id == AT_FORMAT) {
		buf_add(out, source->format    ? str_of(source->format)
			     : is_read(source) ? STR("not recognised")
					       : STR(""));
		return;
	}
	if (id == AT_BYTES) {
		if (source->inflated)
			put_size(out, source->inflated);
		return;
	}
	if (id == AT_NOTES)
		count = source->note_count;
	else if (store)
		count = id == AT_EVENTS
				? store_file_events(store, (uint32_t)file)
				: store_file_repeats(store, (uint32_t)file);
	if (count || (id == AT_EVENTS && is_read(source)))
		buf_add_count(out, count);
}

static unsigned style_of(enum column_id id)
{
	static const uint8_t styles[ATS] = {
		[AT_FORMAT] = STYLE_LABEL, [AT_EVENTS] = STYLE_COUNT,
		[AT_REPEATS] = STYLE_TEXT, [AT_BYTES] = STYLE_LABEL,
		[AT_NOTES] = STYLE_DENIED,
	};

	return styles[id];
}

static void put_cells(const struct view *view, struct grid *grid,
		      struct area area, int y, size_t file)
{
	int x = area.x + path_width(area.width);
	struct buf text = { 0 };

	for (int c = 0; c < ATS; c++) {
		if (area.width < columns[c].until)
			continue;
		buf_reset(&text);
		put_value(view, &text, file, (enum column_id)c);
		if (c == AT_FORMAT)
			grid_put(grid, x + 1, y, columns[c].width,
				 style_of((enum column_id)c), buf_str(&text));
		else
			grid_put_right(grid, x + 1, y, columns[c].width,
				       style_of((enum column_id)c),
				       buf_str(&text));
		x += columns[c].width + 1;
	}
	buf_release(&text);
}

static void put_heads(struct grid *grid, struct area area)
{
	int x = area.x + path_width(area.width);

	grid_say(grid, area.x, area.y, 10, STYLE_LABEL, "file");
	for (int c = 0; c < ATS; c++) {
		if (area.width < columns[c].until)
			continue;
		if (c == AT_FORMAT)
			grid_put(grid, x + 1, area.y, columns[c].width,
				 STYLE_LABEL, str_of(columns[c].title));
		else
			grid_put_right(grid, x + 1, area.y, columns[c].width,
				       STYLE_LABEL, str_of(columns[c].title));
		x += columns[c].width + 1;
	}
}

static void put_line(const struct view *view, struct grid *grid,
		     struct area area, int y, size_t file, size_t lead)
{
	const struct source *source;
	struct str path;

	if (file == SIZE_MAX) {
		grid_hline(grid, area.x, y, area.width, STYLE_RULE);
		return;
	}
	source = &view->evidence.source[file];
	path = str_of(source->path);
	grid_put_middle(grid, area.x, y, path_width(area.width),
			source->note_count ? STYLE_WRITE : STYLE_TEXT,
			str_slice(path, lead, path.len));
	put_cells(view, grid, area, y, file);
}

/* ---- the file under the cursor ---- */

#define DETAIL 5 /* rows: a rule, the path, three for reasons */

static int put_wrapped(struct grid *grid, struct area area, int y,
		       unsigned style, struct str text)
{
	while (text.len && y < area.y + area.height) {
		size_t len = grid_fit(grid, text, area.width);

		if (y + 1 == area.y + area.height)
			len = text.len; /* cut by the last row */
		grid_put(grid, area.x, y++, area.width, style,
			 str_slice(text, 0, len));
		text = str_slice(text, len, text.len);
	}
	return y;
}

static void put_detail(const struct source *source, struct grid *grid,
		       struct area area)
{
	struct buf text = { 0 };
	int y = area.y + 2;

	grid_hline(grid, area.x, area.y, area.width, STYLE_RULE);
	grid_put_middle(grid, area.x, area.y + 1, area.width, STYLE_TEXT,
			str_of(source->path));
	for (size_t i = 0; i < source->notes; i++) {
		buf_reset(&text);
		if (source->note[i].at != UINT64_MAX && source->note[i].at) {
			buf_add(&text, STR("byte "));
			buf_add_count(&text, source->note[i].at);
			buf_add(&text, STR(": "));
		}
		buf_add(&text, str_of(source->note[i].text));
		y = put_wrapped(grid, area, y, STYLE_DENIED, buf_str(&text));
	}
	if (!source->note_count)
		grid_say(grid, area.x, y, area.width, STYLE_LABEL, "%s",
			 is_read(source) ? "read whole" : "not read yet");
	buf_release(&text);
}

/* ---- the overlay ---- */

static void put_title(const struct files *list, struct grid *grid,
		      struct area area)
{
	struct buf text = { 0 };

	buf_add_count(&text, list->evidence->sources);
	buf_add(&text,
		list->evidence->sources == 1 ? STR(" file") : STR(" files"));
	if (list->troubled) {
		buf_add(&text, STR(", "));
		buf_add_count(&text, list->troubled);
		buf_add(&text, STR(" not read in whole"));
	}
	grid_box(grid, area, buf_str(&text));
	buf_release(&text);
}

static void put_lines(struct view *view, struct grid *grid, struct area area,
		      const struct files *list)
{
	struct overlay_state *over = &view->overlay;
	/* What all paths begin with says nothing: it is left out. */
	size_t lead = evidence_lead(list->evidence);

	for (size_t i = 0; i < over->page; i++) {
		size_t line = over->at.top + i;
		int y = area.y + 1 + (int)i;

		if (line >= list->lines)
			break;
		put_line(view, grid, area, y, file_at(list, line), lead);
		if (line != over->at.cursor)
			continue;
		grid_mark(grid, (struct area){ area.x, y, area.width, 1 },
			  STYLE_SELECTED);
		grid->cursor_x = area.x;
		grid->cursor_y = y;
	}
}

void sources_draw(struct view *view, struct grid *grid, struct area area)
{
	struct files list = list_of(&view->evidence);
	struct overlay_state *over = &view->overlay;
	struct area inside = { area.x + 2, area.y + 1, area.width - 4,
			       area.height - 2 };
	int detail = inside.height >= DETAIL + 6 ? DETAIL : 0;
	size_t file = SIZE_MAX;

	put_title(&list, grid, area);
	over->lines = list.lines;
	over->page = inside.height - 1 - detail > 0
			     ? (size_t)(inside.height - 1 - detail)
			     : 1;
	scroll_fit(&over->at, over->lines, over->page);
	put_heads(grid, inside);
	put_lines(view, grid, inside, &list);
	if (over->lines)
		file = file_at(&list, over->at.cursor);
	if (detail && file != SIZE_MAX)
		put_detail(&view->evidence.source[file], grid,
			   (struct area){ inside.x,
					  inside.y + inside.height - detail,
					  inside.width, detail });
}
