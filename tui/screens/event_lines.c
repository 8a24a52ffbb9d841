/* SPDX-License-Identifier: MIT */
/* event_lines.c - one event being told: what several forms say of it, its
 * lines, made of spans and put on rows, and what one folded, by path, so
 * that it stays so from event to event. */
#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "event_lines.h"

/* ---- the event ---- */

bool told_init(struct told *told, struct view *view, row_t row)
{
	const struct store *store = view_store(view);
	enum event_kind kind;

	*told = (struct told){
		.view = view, .state = &view->event, .store = store, .row = row
	};
	if (!store || row >= store_rows(store))
		return false;
	told->flags = store_flags(store)[row];
	kind = flags_kind(told->flags);
	told->summary = kind == KIND_INSIGHT || kind == KIND_AGGREGATED;
	store_record(store, row, &told->record);
	return true;
}

sym_t told_sym(const struct told *told, enum column column)
{
	return store_column(told->store, column)[told->row];
}

struct str told_text(const struct told *told, enum column column)
{
	return store_text(told->store, told_sym(told, column));
}

struct str told_field(struct told *told, enum field_id field)
{
	uint32_t slot = told->record.skeleton->field[field];

	return slot == SLOT_NONE ? STR_NONE : told_slot(told, slot);
}

/* Packed texts are made in `scratch`, others live in the store. */
struct str told_slot(struct told *told, uint32_t slot)
{
	char scratch[SCRATCH];
	struct str text = record_slot(&told->record, slot, scratch);

	assert(slot < told->record.skeleton->slots);
	return text.at == scratch ? arena_keep(&told->state->text, text) : text;
}

/* Places that have a short name are asked for by it, so that a second value
 * joins the chip that is there. */
struct str told_slot_field(const struct told *told, uint32_t slot)
{
	const struct skeleton *skeleton = told->record.skeleton;
	static const struct {
		enum field_id field;
		enum column column;
		const char *alias; /* NULL: that of the column */
	} shorts[] = {
		{ FIELD_NAME, COL_NAME },        { FIELD_ADDRESS, COL_ADDRESS },
		{ FIELD_REGION, COL_REGION },    { FIELD_ID, COL_COUNT, "id" },
		{ FIELD_AGENT, COL_TOOL, "ua" },
	};

	for (size_t i = 0; i < ARRAY_LEN(shorts); i++)
		if (skeleton->field[shorts[i].field] == slot)
			return str_of(shorts[i].alias
					      ? shorts[i].alias
					      : column_alias(shorts[i].column));
	return dict_text(&store_shapes(told->store)->paths,
			 skeleton->slot[slot].path);
}

const struct sweep_finding *told_finding(const struct told *told,
					 const struct sweep_finding *after)
{
	const struct sweep *sweep = told->view->findings.sweep;
	size_t i = after ? (size_t)(after - sweep->at) + 1 : 0;

	for (; sweep && i < sweep->count; i++) {
		const struct sweep_finding *finding = &sweep->at[i];
		bool alone = finding->events == 1 &&
			     (finding->kind == FINDING_CALLS ||
			      finding->kind == FINDING_TRIED ||
			      finding->kind == FINDING_REFUSED);

		if (!alone && finding_has(finding, told->store, told->row))
			return finding;
	}
	return NULL;
}

/* What was tried is told by the name of the call: stories are about deeds. */
void told_deed(const struct told *told, struct buf *out)
{
	const sym_t *resource;

	if (told->flags & FLAG_FAILED) {
		buf_add(out, STR("tried "));
		buf_add(out, told_text(told, COL_NAME));
		if (!record_object_told(&told->record, out) &&
		    store_resources(told->store, told->row, &resource)) {
			buf_add(out, STR(" on "));
			label_put(told->store, resource[0], out);
		}
	} else {
		record_story(&told->record, out);
	}
	if (!out->len)
		buf_add(out, STR("(no name)"));
}

static const char *key_words(struct str key)
{
	if (str_starts(key, STR("AKIA")))
		return "long-term key";
	if (str_starts(key, STR("ASIA")))
		return "temporary key";
	return key.len ? "key" : "no key recorded";
}

void told_credential(struct told *told, struct buf *out)
{
	struct str type = told_field(told, FIELD_TYPE);
	struct str key = told_text(told, COL_KEY);

	if (told->summary) {
		buf_add(out, STR("no credential: not a call"));
		return;
	}
	if ((told->flags & FLAG_SERVICE) && !key.len) {
		buf_add(out, STR("no credential: an AWS service"));
		return;
	}
	if (!key.len && str_eq(type, STR("AwsConsoleSignIn"))) {
		buf_add(out, STR("console sign-in"));
		if (told_field(told, FIELD_LOGIN).at)
			return; /* whose line says the rest */
	} else {
		buf_add(out, str_of(key_words(key)));
	}
	if (told_field(told, FIELD_FROM_CONSOLE).at)
		buf_add(out, STR(" of the console"));
	if (!(told->flags & FLAG_MFA_KNOWN))
		buf_add(out, told_field(told, FIELD_SESSION_MFA).len
				     ? STR(", MFA unknown")
				     : STR(", MFA not recorded"));
	else
		buf_add(out, told->flags & FLAG_MFA ? STR(", with MFA")
						    : STR(", without MFA"));
}

size_t encoded_at(struct str message)
{
	ptrdiff_t at = str_search_nocase(
		message, STR("encoded authorization failure message: "));

	return at < 0 ? message.len : (size_t)at;
}

/* ---- its lines ---- */

struct event_line *told_line(struct told *told, unsigned style,
			     struct str label)
{
	struct event_state *state = told->state;
	struct event_line *line =
		vec_add(state->line, state->lines, state->line_room);

	*line = (struct event_line){
		.label = label,
		.label_style = (uint8_t)style,
		.span = (uint32_t)state->spans,
		.slot = SLOT_NONE,
		.row = ROW_NONE,
	};
	return line;
}

void told_blank(struct told *told)
{
	told_line(told, STYLE_LABEL, STR(""));
}

struct event_span *told_ask(struct told *told, unsigned style, struct str text,
			    struct str field, struct str value)
{
	struct event_state *state = told->state;
	struct event_line *line = &state->line[state->lines - 1];
	struct event_span *span;

	assert(state->lines && line->spans < SPANS_MOST);
	span = vec_add(state->span, state->spans, state->span_room);
	*span = (struct event_span){ style, text, field, value };
	line->spans++;
	return span;
}

struct event_span *told_put(struct told *told, unsigned style, struct str text)
{
	return told_ask(told, style, text, STR_NONE, STR_NONE);
}

struct event_span *told_say(struct told *told, unsigned style,
			    const char *format, ...)
{
	char text[512];
	va_list args;

	va_start(args, format);
	vsnprintf(text, sizeof(text), format, args);
	va_end(args);
	return told_put(told, style,
			arena_keep(&told->state->text, str_of(text)));
}

struct str told_keep(struct told *told, struct buf *text)
{
	struct str kept = arena_keep(&told->state->text, buf_str(text));

	buf_release(text);
	return kept;
}

/* ---- put on rows ---- */

#define PIECES_MOST 400 /* rows of one value */
#define NARROW 10       /* cells that values need beside their label */

/* Where the spans of a line begin in a pane that wide. */
static int values_at(const struct event_line *line, const struct grid *grid,
		     int width, int label_x)
{
	int after = label_x + grid_measure(grid, line->label, width);

	if (!line->label.len)
		return line->values < width / 2 ? line->values : width / 2;
	if (line->values > after && line->values <= width / 2)
		return line->values;
	return after + 2;
}

static void add(struct event_state *state, struct event_place place)
{
	*vec_add(state->place, state->places, state->place_room) = place;
}

/* Bytes of the piece that `text` begins with: whole words, but of those that
 * no line has room for as much as there is. */
static size_t piece(const struct grid *grid, struct str text, int width)
{
	size_t len = grid_fit(grid, text, width), at = len;
	struct str next;
	ptrdiff_t end;

	if (len == text.len)
		return len;
	while (at && text.at[at - 1] != ' ')
		at--;
	next = str_slice(text, at, text.len);
	end = str_find(next, ' ');
	if (end >= 0)
		next = str_slice(next, 0, (size_t)end);
	return at && grid_measure(grid, next, width + 1) <= width ? at : len;
}

static const struct event_span *span_at(const struct event_state *state,
					const struct event_place *place,
					size_t at)
{
	return &state->span[state->line[place->line].span + at];
}

/* The first piece stands where the place is, the others below it. */
static void wrap_value(struct event_state *state, const struct grid *grid,
		       struct event_place *place, int width)
{
	struct str text = span_at(state, place, place->span)->text;
	size_t pieces = 0, len;

	place->from = 0;
	place->spans = 1;
	do {
		/* What is over the bound is put, and cut, by the last. */
		len = ++pieces < PIECES_MOST ? piece(grid, text, width)
					     : text.len;
		place->len = (uint32_t)len;
		add(state, *place);
		place->from += place->len;
		place->label = false;
		text = str_slice(text, len, text.len);
	} while (text.len);
}

/* Cells of the spans from the place's first to before `end`. */
static int row_width(const struct event_state *state, const struct grid *grid,
		     const struct event_place *place, size_t end, int width)
{
	int cells = 0;

	for (size_t at = place->span; at < end && cells <= width; at++)
		cells += grid_measure(grid, span_at(state, place, at)->text,
				      width + 1) +
			 (at > place->span ? SPAN_GAP : 0);
	return cells;
}

/* The end of the spans that have room on the place; no value is parted from
 * the word that says what it is, unless no row has room for both. The first
 * when not even that one has. */
static size_t row_end(const struct event_state *state, const struct grid *grid,
		      const struct event_place *place, int width)
{
	size_t spans = state->line[place->line].spans;
	size_t end = place->span, whole = end;

	while (end < spans &&
	       row_width(state, grid, place, end + 1, width) <= width) {
		end++;
		if (end == spans || !span_at(state, place, end)->joined)
			whole = end;
	}
	return whole > place->span ? whole : end;
}

static void wrap_spans(struct event_state *state, const struct grid *grid,
		       struct event_place place, int width)
{
	size_t spans = state->line[place.line].spans, end;

	while (place.span < spans) {
		end = row_end(state, grid, &place, width);
		if (end <= (size_t)place.span + 1) {
			wrap_value(state, grid, &place, width);
			end = (size_t)place.span + 1;
		} else {
			place.spans = (uint8_t)(end - place.span);
			add(state, place);
			place.label = false;
		}
		while (end < spans && span_at(state, &place, end)->spare)
			end++;
		place.span = (uint8_t)end;
	}
}

static void wrap_line(struct event_state *state, const struct grid *grid,
		      uint32_t at, int width)
{
	const struct event_line *line = &state->line[at];
	int label_x = line->indent < width / 2 ? line->indent : width / 2;
	int x = values_at(line, grid, width, label_x);
	struct event_place place = {
		.line = at, .label_x = label_x, .x = x, .label = true
	};

	if (!line->spans) {
		if (line->label.len || state->roomy)
			add(state, place);
		return;
	}
	if (width - x < NARROW && line->label.len) {
		add(state, place);
		place.label = false;
		place.x = label_x;
	}
	wrap_spans(state, grid, place,
		   width - place.x > 1 ? width - place.x : 1);
}

void event_wrap(struct event_state *state, const struct grid *grid, int width)
{
	assert(width > 0);
	state->places = 0;
	state->width = width;
	for (uint32_t at = 0; at < state->lines; at++)
		wrap_line(state, grid, at, width);
}

/* ---- folded and not ---- */

static size_t find(const struct event_state *state, struct str path)
{
	size_t at = 0;

	while (at < state->turns && !str_eq(str_of(state->turned[at]), path))
		at++;
	return at;
}

bool fold_closed(const struct event_state *state, struct str path)
{
	bool at_first = str_eq(path, STR("userIdentity")) ||
			str_eq(path, STR(ENCODED_FOLD));
	bool turned = find(state, path) < state->turns;

	return at_first != turned;
}

void fold_turn(struct event_state *state, struct str path)
{
	size_t at = find(state, path);

	state->made = false;
	if (at < state->turns) {
		free(state->turned[at]);
		state->turned[at] = state->turned[--state->turns];
		return;
	}
	*vec_add(state->turned, state->turns, state->turn_room) = xstrdup(path);
}
