/* SPDX-License-Identifier: MIT */
/* empty.c - why nothing is left: which chip keeps no event, what its value
 * is near to, or which two never meet. */
#include <string.h>

#include "view.h"

#define NEAR_SHOWN 4 /* values */
#define SAID_MOST 32 /* bytes of what was typed, said once more */

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

/* What holds identities, and where else a person may stand who is looked for
 * there: sessions of a role, humans behind them. */
static const struct kin {
	const char *field, *other[3];
	enum identity_kind kind;
} kins[] = {
	{ "user", { "session", "human" }, IDENTITY_USERS },
	{ "role", { "session", "human" }, IDENTITY_USERS },
	{ "session", { "user", "human" }, IDENTITY_SESSIONS },
	{ "human", { "session", "user" }, IDENTITY_KINDS },
	{ "resource", { NULL }, IDENTITY_RESOURCES },
};

static const struct kin *kin_of(const char *field)
{
	for (size_t i = 0; i < ARRAY_LEN(kins); i++)
		if (!strcmp(field, kins[i].field))
			return &kins[i];
	return NULL;
}

/* What a chip of the field writes for it. */
static void put_value(struct view *view, const char *field, struct str value,
		      struct buf *out)
{
	const struct kin *kin = kin_of(field);
	sym_t sym = store_find(view_store(view), value);
	bool plain;

	if (kin && kin->kind != IDENTITY_KINDS && sym != SYM_NONE)
		value = identity_text(view->selection, kin->kind, sym, &plain);
	buf_add(out, value);
}

/* ---- the explanation, made in steps ---- */

/* The field that is guessed in now: the chip's own, then its kin. */
static const char *guessed_field(const struct empty_state *empty,
				 const struct ask *ask)
{
	const struct kin *kin = kin_of(ask->field);

	return empty->kin ? kin->other[empty->kin - 1] : ask->field;
}

/* `bob: no`, then `; bobby 3` of its own field, `; session=bob@x 521` of kin;
 * a human who bears the session's name is said once. */
static void put_nearest(struct view *view, const struct ask *ask)
{
	struct empty_state *empty = &view->empty;
	const char *field = guessed_field(empty, ask);
	struct nearest near[NEAREST_MOST];
	struct str typed = typed_value(ask);
	size_t count = guess_values(empty->guess, near);

	for (size_t i = 0; i < count && i < NEAR_SHOWN; i++) {
		struct buf value = { 0 };

		put_value(view, field, near[i].text, &value);
		if (empty->nearest.len && str_search(buf_str(&empty->nearest),
						     buf_str(&value)) >= 0) {
			buf_release(&value);
			continue;
		}
		if (empty->nearest.len)
			buf_add(&empty->nearest, STR("; "));
		else if (typed.len > SAID_MOST)
			buf_add(&empty->nearest, STR("nearest: "));
		else
			buf_addf(&empty->nearest, "%.*s: no; ", STR_ARG(typed));
		buf_addf(&empty->nearest, "%s%s%.*s ", empty->kin ? field : "",
			 empty->kin ? "=" : "", STR_ARG(buf_str(&value)));
		buf_add_count(&empty->nearest, near[i].events);
		buf_release(&value);
	}
}

/* True when a chip alone keeps nothing. */
static bool is_lonely(const struct chips *chips, size_t at)
{
	return chip_works(chips, at) &&
	       !rowset_count(filter_rows(chips->at[at].ask->filter));
}

/* Guesses in the field; false where no value was typed. */
static bool begin_guess(struct empty_state *empty, const struct ask *ask)
{
	struct str typed = typed_value(ask);
	struct field *field =
		typed.len ? field_parse(str_of(guessed_field(empty, ask)), NULL)
			  : NULL;

	empty->guess = field ? guess_new(field, typed) : NULL;
	return empty->guess != NULL;
}

/* True when there is a field more to guess in. */
static bool next_guess(struct empty_state *empty, const struct ask *ask)
{
	const struct kin *kin = kin_of(ask->field);

	guess_free(empty->guess);
	empty->guess = NULL;
	if (!kin || !kin->other[empty->kin])
		return false;
	empty->kin++;
	return begin_guess(empty, ask);
}

/* Says so; its values are to be guessed where it names one. Lines end with a
 * NUL, which no text of a chip has. */
static void begin_lonely(struct empty_state *empty, const struct ask *ask)
{
	empty->lonely = true;
	buf_addf(&empty->next, "no event at all has %s", ask->text);
	buf_addc(&empty->next, '\0');
	empty->kin = 0;
	begin_guess(empty, ask);
}

static void end_lonely(struct empty_state *empty)
{
	if (empty->nearest.len) {
		buf_add(&empty->next, buf_str(&empty->nearest));
		buf_addc(&empty->next, '\0');
	}
	buf_reset(&empty->nearest);
	empty->chip++;
}

static bool is_later(const struct chip *chip, size_t at, const void *what)
{
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

static void begin(struct view *view)
{
	const struct selection *selection = view->selection;
	struct empty_state *empty = &view->empty;
	struct buf text = empty->text;

	empty->text = (struct buf){ 0 };
	if (empty->choices != selection->choices)
		buf_reset(&text);
	empty_release(empty);
	*empty = (struct empty_state){ .begun = true,
				       .choices = selection->choices,
				       .changes = selection->changes,
				       .rows = selection->rows,
				       .text = text };
}

static void finish(struct view *view)
{
	struct empty_state *empty = &view->empty;
	struct buf had = empty->text;

	if (!empty->lonely)
		put_last_straw(view, &empty->next);
	empty->text = empty->next;
	empty->next = had;
	buf_reset(&empty->next);
	empty->done = true;
	view->stale = true;
}

/* One chip after the other; true when all are looked at. */
static bool go_on(struct view *view, size_t budget)
{
	const struct chips *chips = &view->selection->chips;
	struct empty_state *empty = &view->empty;

	if (empty->guess) {
		const struct ask *ask = chips->at[empty->chip].ask;

		if (guess_step(empty->guess, view_store(view), budget))
			return false;
		put_nearest(view, ask);
		if (!next_guess(empty, ask))
			end_lonely(empty);
	} else if (empty->chip < chips->count) {
		if (is_lonely(chips, empty->chip))
			begin_lonely(empty, chips->at[empty->chip].ask);
		empty->chip += !empty->guess;
	}
	return !empty->guess && empty->chip == chips->count;
}

size_t empty_step(struct view *view, size_t budget)
{
	const struct selection *selection = view->selection;
	struct empty_state *empty = &view->empty;

	if (!selection->rows || selection->result.hits ||
	    selection->stage != STAGE_DONE)
		return 0;
	if (!empty->begun || empty->changes != selection->changes ||
	    empty->rows != selection->rows)
		begin(view);
	if (empty->done)
		return 0;
	if (go_on(view, budget))
		finish(view);
	return budget;
}

void empty_release(struct empty_state *empty)
{
	buf_release(&empty->text);
	buf_release(&empty->next);
	buf_release(&empty->nearest);
	guess_free(empty->guess);
	*empty = (struct empty_state){ 0 };
}

/* ---- drawing ---- */

static void put_explanation(struct lines *lines)
{
	struct str rest;
	ptrdiff_t end;

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
				 : STR("no CloudTrail events read; `i` lists "
				       "the files and why not"));
		return;
	}
	if (!selection_shows(view->selection)) {
		put_line(&lines, STYLE_LABEL, STR("counting"));
		return;
	}
	put_line(&lines, STYLE_TITLE, STR("nothing is left"));
	put_explanation(&lines);
	put_coverage(&lines);
	put_line(&lines, STYLE_LABEL,
		 STR("Esc back   F all chips off   x list of chips"));
}
