/* SPDX-License-Identifier: MIT */
/* sources.c - the `i` overlay: every file, what it was recognised as, what
 * came of it, and what could not be read and why.
 *
 * Files with troubles stand first, over a rule: whoever opens this wants to
 * know what is missing. Both parts are in path order. */
#include <assert.h>

#include "view.h"

enum {
	FILE_PATH,
	FILE_FORMAT,
	FILE_EVENTS,
	FILE_REPEATS,
	FILE_BYTES,
	FILE_JSON,
	FILE_FAULTS,
	FILE_TROUBLE
};

static const struct table_column columns[] = {
	[FILE_PATH] = { "file", .kind = CELL_IDENTITY, .least = 20, .most = 34,
			.grows = 999, .style = STYLE_TEXT },
	[FILE_FORMAT] = { "format", .kind = CELL_TEXT, .rank = 4, .least = 12,
			  .style = STYLE_LABEL },
	[FILE_EVENTS] = { "events", .kind = CELL_COUNT, .least = 9,
			  .style = STYLE_COUNT, .unit = "" },
	[FILE_REPEATS] = { "repeats", .kind = CELL_COUNT, .rank = 2, .least = 9,
			   .style = STYLE_TEXT, .unit = "" },
	[FILE_BYTES] = { "bytes", .kind = CELL_COUNT, .unseen = true },
	[FILE_JSON] = { "json_bytes", "JSON", .kind = CELL_COUNT, .rank = 3,
			.least = 11, .style = STYLE_LABEL, .unit = "" },
	[FILE_FAULTS] = { "faults", .kind = CELL_COUNT, .rank = 1, .least = 8,
			  .style = STYLE_DENIED, .unit = "",
			  .unprinted = true },
	[FILE_TROUBLE] = { "trouble", .kind = CELL_TEXT, .unseen = true },
};

static const struct table_form form = { .column = columns,
					.columns = ARRAY_LEN(columns),
					.together = 1,
					.sort = SIZE_MAX,
					.heads_from = 1,
					.left = 1,
					.right = 1 };

/* ---- rows ---- */

static size_t files_count(const void *of)
{
	const struct file_rows *rows = of;

	return rows->evidence->sources;
}

static bool is_read(const struct source *source)
{
	return source->state != SOURCE_WAITS;
}

/* For pipes there is one order. */
static uint8_t file_band(const void *of, size_t row)
{
	const struct file_rows *rows = of;

	return rows->piped || !rows->evidence->source[row].note_count ? 4 : 0;
}

static void put_size(uint64_t bytes, struct table_cell *cell)
{
	if (bytes < 1000)
		buf_addf(&cell->buf, "%u B", (unsigned)bytes);
	else if (bytes < 10000000)
		buf_addf(&cell->buf, "%u kB", (unsigned)(bytes / 1000));
	else
		buf_addf(&cell->buf, "%llu MB",
			 (unsigned long long)bytes / 1000000);
	cell->text = buf_str(&cell->buf);
}

static void put_notes(const struct source *source, struct buf *out)
{
	for (size_t i = 0; i < source->notes; i++) {
		const struct note *note = &source->note[i];

		buf_add(out, i ? STR("; ") : STR_NONE);
		if (note->at && note->at != UINT64_MAX)
			buf_addf(out, "at byte %llu: ",
				 (unsigned long long)note->at);
		buf_add(out, str_of(note->text));
	}
	if (source->note_count > source->notes)
		buf_addf(out, "; and %zu more",
			 source->note_count - source->notes);
}

static void file_cell(const void *of, size_t row, size_t column,
		      struct table_cell *cell)
{
	const struct file_rows *rows = of;
	const struct source *source = &rows->evidence->source[row];
	struct str path = str_of(source->path);
	uint32_t file = (uint32_t)row;

	assert(row < rows->evidence->sources);
	switch (column) {
	case FILE_PATH:
		cell->text = str_slice(path, rows->lead, path.len);
		cell->styled = source->note_count > 0;
		cell->style = STYLE_WRITE;
		break;
	case FILE_FORMAT:
		cell->text = str_of(source->format);
		if (is_read(source) && !rows->piped)
			cell->instead = STR("not recognised");
		break;
	case FILE_EVENTS:
		if (rows->store)
			cell->count = store_file_events(rows->store, file);
		if (rows->store && !cell->count && is_read(source))
			cell->text = STR("0");
		break;
	case FILE_REPEATS:
		if (rows->store)
			cell->count = store_file_repeats(rows->store, file);
		break;
	case FILE_BYTES:
		cell->count = source->size;
		break;
	case FILE_JSON:
		cell->count = source->inflated;
		if (source->inflated && !rows->piped)
			put_size(source->inflated, cell);
		break;
	case FILE_FAULTS:
		cell->count = source->note_count;
		break;
	default:
		assert(column == FILE_TROUBLE);
		put_notes(source, &cell->buf);
		if (cell->buf.len)
			cell->text = buf_str(&cell->buf);
	}
}

static const struct table_rows rows = { .count = files_count,
					.cell = file_cell,
					.band = file_band };

static size_t print(const struct screen_asked *asked,
		    const struct print_options *options, size_t *defused)
{
	const struct file_rows files = { .evidence = asked->evidence,
					 .store = asked->store,
					 .piped = true };

	assert(asked->evidence);
	return table_print(&form, &rows, &files, options, defused);
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

static void follow(struct view *view)
{
	struct file_rows *files = &view->files;
	const struct evidence *evidence = &view->evidence;

	if (files->sources == evidence->sources &&
	    files->done == evidence_done(evidence))
		return;
	*files = (struct file_rows){
		.evidence = evidence,
		.store = view_store(view),
		.lead = evidence_lead(evidence),
		.sources = evidence->sources,
		.done = evidence_done(evidence),
	};
	table_renew(&view->over);
}

static void put_title(const struct view *view, struct buf *out)
{
	const struct evidence *evidence = &view->evidence;

	count_put(out, evidence->sources, "file");
	if (evidence->troubles)
		buf_add(out, STR(", "));
	trouble_put(out, evidence);
}

static int put_more(struct view *view, struct grid *grid, struct area box)
{
	size_t file = table_here(&view->over);

	if (box.height < DETAIL + 8)
		return 0;
	if (file != SIZE_MAX)
		put_detail(&view->evidence.source[file], grid,
			   (struct area){ box.x + 2,
					  box.y + box.height - 1 - DETAIL,
					  box.width - 4, DETAIL });
	return DETAIL;
}

static void sources_open(struct view *view, struct str rest, int how)
{
	view->files = (struct file_rows){ .evidence = &view->evidence,
					  .sources = SIZE_MAX };
	overlay_open(view, &sources_overlay, &view->files);
	follow(view);
}

/* ---- its commands, and its form ---- */

static const struct command commands[] = {
	{ "sources", "i", IN_PANES | IN_SOURCES, "look", NULL,
	  "every file: format, events, repeats, what is unreadable",
	  sources_open },
};

const struct screen sources_overlay = {
	.name = "the sources",
	.place = IN_SOURCES,
	.thing = "file",
	.form = &form,
	.rows = &rows,
	.put_title = put_title,
	.put_more = put_more,
	.follow = follow,
	.print = print,
	.commands = COMMAND_LIST(commands),
};
