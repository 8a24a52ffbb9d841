/* SPDX-License-Identifier: MIT */
/* difference_lines.c - the Difference in lines: who, when and what of both
 * events, what that means, then the fields; what says nothing is folded. */
#include "difference.h"

#include <assert.h>

#include "event_lines.h"
#include "when.h"

static struct str keep(struct difference_state *state, struct buf *text)
{
	struct str kept = arena_keep(&state->line_text, buf_str(text));

	buf_release(text);
	return kept;
}

static struct difference_line *add(struct difference_state *state,
				   enum line_kind kind, struct str label)
{
	struct difference_line *line =
		vec_add(state->line, state->lines, state->line_room);

	*line = (struct difference_line){ .kind = kind,
					  .label = label,
					  .row = SIZE_MAX };
	return line;
}

/* ---- pairs, in three columns or in one ---- */

#define MORE_LINES 5 /* of texts that are put whole; the last is cut */

/* Takes a piece for `width` cells off the front, at a blank where there is
 * one near its end. */
static struct str take_piece(struct str *text, int width)
{
	static const struct grid plain = { .ascii = false };
	size_t len = grid_fit(&plain, *text, width), at = len;
	struct str piece;

	while (len < text->len && at > len * 2 / 3 && text->at[at - 1] != ' ')
		at--;
	if (at > len * 2 / 3)
		len = at;
	piece = str_slice(*text, 0, len);
	*text = str_slice(*text, len, text->len);
	return piece;
}

/* The same side by side. */
static void add_more(struct difference_state *state,
		     struct difference_line *line)
{
	int width = difference_cell(state->width) - 2, lines = 1;
	bool differs = line->differs;
	struct str old = line->old_text, new = line->new_text;

	if (width < 8)
		return;
	line->old_text = take_piece(&old, width);
	line->new_text = take_piece(&new, width);
	while ((old.len || new.len) && lines++ < MORE_LINES) {
		bool last = lines == MORE_LINES;

		line = add(state, LINE_MORE, STR_NONE);
		line->old_text = last ? old : take_piece(&old, width);
		line->new_text = last ? new : take_piece(&new, width);
		line->differs = differs;
	}
}

/* A text below its label, in pieces; it may be empty. */
static void add_pieces(struct difference_state *state,
		       const struct difference_line *pair, bool is_new)
{
	struct str text = is_new ? pair->new_text : pair->old_text;
	int width = state->width - 8;
	bool first = true;

	do {
		struct difference_line *line =
			add(state, is_new ? LINE_NEW : LINE_OLD, STR_NONE);

		*(is_new ? &line->new_text : &line->old_text) =
			take_piece(&text, width > 8 ? width : 8);
		line->row = pair->row;
		line->differs = pair->differs;
		line->first = first;
		first = false;
	} while (text.len);
}

/* Puts the pair; in one column its texts go below it, an equal one once. */
static void put_pair(struct difference_state *state,
		     struct difference_line pair)
{
	struct difference_line *line = add(state, pair.kind, pair.label);
	bool alone = state->missing && !state->stacked;

	pair.old_whole = pair.old_text;
	pair.new_whole = pair.new_text;
	*line = pair;
	if (alone)
		line->kind = LINE_OWN;
	if (alone || (!state->stacked && !state->narrow)) {
		if (pair.whole && !alone)
			add_more(state, line);
		return;
	}
	line->old_text = line->new_text = STR_NONE;
	if (pair.old_text.at && (pair.differs || !pair.new_text.at))
		add_pieces(state, &pair, false);
	if (pair.new_text.at)
		add_pieces(state, &pair, true);
}

static struct difference_line pair_of(struct str label, struct str old,
				      struct str new)
{
	return (struct difference_line){ .kind = LINE_PAIR,
					 .label = label,
					 .old_text = old,
					 .new_text = new,
					 .differs = !str_eq(old, new),
					 .row = SIZE_MAX };
}

/* ---- both events, in short ---- */

typedef void put_short(struct told *told, struct buf *out);

static void put_time(struct told *told, struct buf *out)
{
	table_put_time(out, store_time(told->store)[told->row],
		       told->view->zone, DATED_YEAR);
	if (!out->len)
		buf_add(out, STR("no time"));
}

static void put_two(struct buf *out, struct str more)
{
	if (!more.len)
		return;
	buf_add(out, out->len ? STR("   ") : STR(""));
	buf_add(out, more);
}

static void put_user(struct told *told, struct buf *out)
{
	sym_t actor = row_actor(told->store, told->row);

	if (actor == SYM_NONE)
		buf_add(out, STR("not recorded"));
	else
		label_put_short(told->store, actor, out);
	put_two(out, told_text(told, COL_KEY));
}

static void put_from(struct told *told, struct buf *out)
{
	buf_add(out, told_text(told, COL_ADDRESS));
	put_two(out, told_text(told, COL_TOOL));
}

static void put_did(struct told *told, struct buf *out)
{
	told_deed(told, out);
	if (told->flags & FLAG_FAILED)
		put_two(out, told->flags & FLAG_DENIED ? STR("DENIED")
						       : STR("FAILED"));
}

static void put_heads(struct view *view)
{
	static const struct {
		const char *name;
		put_short *put;
	} heads[] = { { "time", put_time },
		      { "user", put_user },
		      { "from", put_from },
		      { "did", put_did } };
	struct difference_state *state = &view->difference;

	for (size_t i = 0; i < ARRAY_LEN(heads); i++) {
		struct difference_line pair;
		struct str text[2];

		for (int k = 0; k < 2; k++) {
			row_t row = difference_row(view, k);
			struct buf out = { 0 };
			struct told told;

			text[k] = STR_NONE;
			if (row == ROW_NONE)
				continue;
			if (told_init(&told, view, row))
				heads[i].put(&told, &out);
			text[k] = keep(state, &out);
		}
		pair = pair_of(str_of(heads[i].name), text[0], text[1]);
		pair.whole = true;
		pair.differs &= !state->missing;
		put_pair(state, pair);
	}
}

/* ---- in words ---- */

static void put_rule(struct difference_state *state, const char *name,
		     const char *note)
{
	add(state, LINE_RULE, str_of(name))->old_text = str_of(note);
}

static struct str short_path(struct str path)
{
	struct str lead = STR("requestParameters.");

	return str_starts(path, lead) ? str_slice(path, lead.len, path.len)
				      : path;
}

static char sign_of(enum change change)
{
	static const char signs[CHANGES] = { '~', '-', '+', '~', 0 };

	return signs[change];
}

static void put_meant(struct view *view)
{
	struct difference_state *state = &view->difference;
	const struct difference *found = &state->found;

	if (found->meants)
		put_rule(state, "In meaning", "what each of the two asks for");
	for (size_t i = 0; i < found->meants; i++) {
		const struct change_row *row = &found->meant[i];
		struct difference_line pair = pair_of(
			short_path(row->path), row->old_text, row->new_text);

		pair.sign = sign_of(row->change);
		pair.whole = true;
		put_pair(state, pair);
	}
}

/* ---- fields ---- */

/* The key at the top that the path begins with. */
static struct str group_of(struct str path)
{
	size_t len = 0;

	while (len < path.len && path.at[len] != '.' && path.at[len] != '[')
		len++;
	return str_slice(path, 0, len);
}

/* An empty text would look like nothing. */
static struct str text_of(const struct difference_state *state,
			  const struct change_row *row, bool is_new)
{
	const struct tree *tree =
		is_new ? &state->found.new_tree : &state->found.old_tree;
	size_t at = is_new ? row->new_at : row->old_at;
	struct str text = is_new ? row->new_text : row->old_text;

	return at != SIZE_MAX && tree->at[at].kind == TREE_STRING && text.at &&
			       !text.len
		       ? STR("\"\"")
		       : text;
}

static void put_field(struct difference_state *state, size_t at,
		      struct str group, bool indent)
{
	const struct change_row *row = &state->found.row[at];
	struct difference_line pair =
		pair_of(row->path, text_of(state, row, false),
			text_of(state, row, true));

	if (indent)
		pair.label = str_slice(row->path, group.len, row->path.len);
	if (str_starts(pair.label, STR(".")))
		pair.label = str_slice(pair.label, 1, pair.label.len);
	pair.sign = sign_of(row->change);
	pair.indent = indent ? 2 : 0;
	pair.differs = row->change != CHANGE_NONE;
	pair.row = at;
	put_pair(state, pair);
}

static bool is_folded(enum change change)
{
	return change == CHANGE_IDS || change == CHANGE_NONE;
}

/* The rows of that rank, under the top-level key they have in common: what
 * differs, and all of an event that stands alone. */
static void put_rank(struct difference_state *state, size_t rank)
{
	const struct difference *found = &state->found;
	struct str last = STR_NONE;

	for (size_t i = 0; i < found->rows; i++) {
		struct str path = found->row[i].path, group = group_of(path);

		if ((is_folded(found->row[i].change) && !state->missing) ||
		    event_rank(group) != rank)
			continue;
		if (group.len < path.len && !str_eq(group, last)) {
			add(state, LINE_GROUP, group);
			last = group;
		}
		put_field(state, i, group, group.len < path.len);
	}
}

/* The names of what is folded away, each once. */
static struct str folded_names(struct difference_state *state,
			       enum change change, bool whole)
{
	const struct difference *found = &state->found;
	struct buf text = { 0 };
	struct str last = STR_NONE;

	for (size_t i = 0; i < found->rows && text.len < 400; i++) {
		struct str path = found->row[i].path;
		struct str name = group_of(path);

		if (whole)
			name = str_slice(path,
					 (size_t)(str_find_last(path, '.') + 1),
					 path.len);
		if (found->row[i].change != change || str_eq(name, last))
			continue;
		last = name;
		buf_add(&text, text.len ? STR(", ") : STR(""));
		buf_add(&text, name);
	}
	return keep(state, &text);
}

static void put_fold(struct difference_state *state, enum change change,
		     const char *one, const char *many)
{
	size_t count = state->found.count[change];
	struct difference_line *line;
	struct buf label = { 0 };

	if (!count)
		return;
	buf_add_count(&label, count);
	buf_addf(&label, " %s", count == 1 ? one : many);
	line = add(state, LINE_FOLD, keep(state, &label));
	line->fold = change;
	line->old_text = folded_names(state, change, change == CHANGE_IDS);
	for (size_t i = 0; state->open[change] && i < state->found.rows; i++)
		if (state->found.row[i].change == change)
			put_field(state, i, STR(""), false);
}

static void put_left_out(struct difference_state *state)
{
	const struct difference *found = &state->found;

	if (found->old_tree.left_out || found->new_tree.left_out)
		add(state, LINE_WORDS,
		    STR("more keys and values than are compared here: there "
			"may "
			"be more differences"));
}

static void put_fields(struct view *view)
{
	struct difference_state *state = &view->difference;
	size_t before;

	put_rule(state, "In fields", "");
	before = state->lines;
	for (size_t rank = 0; rank <= EVENT_RANKS; rank++)
		put_rank(state, rank);
	if (state->lines == before)
		add(state, LINE_WORDS,
		    STR("no field is different but ids and times"));
	add(state, LINE_WORDS, STR(""));
	put_fold(state, CHANGE_IDS, "id, time or token",
		 "ids, times and tokens");
	put_fold(state, CHANGE_NONE, "field that is the same",
		 "fields that are the same");
	put_left_out(state);
}

/* ---- where there is nothing to compare with ---- */

/* `CreateUser by user/alice`, what the two are to have in common. */
static void put_kind(const struct view *view, enum difference_with with,
		     struct buf *out)
{
	const struct store *store = view_store(view);
	row_t row = view->difference.row;
	uint32_t count;
	sym_t resource = row_resource(view->selection, row, &count);
	sym_t name = store_column(store, COL_NAME)[row];
	sym_t user = store_column(store, COL_USER)[row];

	if (with == WITH_RESOURCE) {
		buf_add(out, STR("event on "));
		if (resource != SYM_NONE)
			label_put_short(store, resource, out);
		return;
	}
	buf_add(out, name == SYM_NONE ? STR("event without a name")
				      : store_text(store, name));
	buf_add(out, STR(" by "));
	if (with == WITH_ANYONE)
		buf_add(out, STR("anyone"));
	else if (user == SYM_NONE)
		buf_add(out, STR("nobody who is recorded"));
	else
		label_put_short(store, user, out);
}

static bool names_resource(const struct view *view)
{
	uint32_t count;

	return row_resource(view->selection, view->difference.row, &count) !=
	       SYM_NONE;
}

/* What was looked for, and that there is none. */
static void put_missed(const struct view *view, struct buf *out)
{
	const struct difference_state *state = &view->difference;
	bool loading = view->evidence.loading || view->evidence.stopped;
	bool timeless = store_time(view_store(view))[state->row] == TIME_NONE;
	bool only = state->offers && state->offer[0].found == ROW_NONE;

	if (state->with == WITH_RESOURCE && !names_resource(view)) {
		buf_add(out, STR("this event names no resource"));
		return;
	}
	if (loading || timeless) {
		buf_add(out, STR("no earlier "));
		put_kind(view, state->with, out);
		buf_add(out, loading ? STR(" in what is loaded so far")
				     : STR(" in this evidence"));
		return;
	}
	buf_add(out, only ? STR("the first and only ") : STR("the first "));
	put_kind(view, state->with, out);
	buf_add(out, STR(" in this evidence"));
}

/* `]  the next CreateUser by user/alice`, and which event that is. */
static void put_offer(struct view *view, size_t at)
{
	struct difference_state *state = &view->difference;
	const struct difference_offer *offer = &state->offer[at];
	const int64_t *time = store_time(view_store(view));
	struct difference_line *line;
	struct buf label = { 0 }, which = { 0 };
	struct told told;

	buf_add(&label,
		offer->direction > 0 ? STR("the next ") : STR("the last "));
	put_kind(view, offer->with, &label);
	if (offer->direction < 0)
		buf_add(&label, STR(" before"));
	line = add(state, LINE_OFFER, keep(state, &label));
	line->fold = at;
	if (!told_init(&told, view, offer->found))
		return;
	put_time(&told, &which);
	buf_add(&which, STR(", "));
	difference_put_apart(time[state->row], time[offer->found], &which);
	if (offer->with == WITH_ANYONE) {
		buf_add(&which, STR("   "));
		put_user(&told, &which);
	} else if (offer->with == WITH_RESOURCE) {
		buf_add(&which, STR("   "));
		put_did(&told, &which);
	}
	line->new_text = keep(state, &which);
}

static void put_offers(struct view *view)
{
	struct difference_state *state = &view->difference;
	size_t before = state->lines;

	for (size_t i = 0; i < state->offers; i++)
		if (state->offer[i].found != ROW_NONE)
			put_offer(view, i);
	if (state->offers < DIFFERENCE_OFFERS)
		add(state, LINE_WORDS,
		    STR("looking for what else it can be compared with"));
	else if (state->lines == before)
		add(state, LINE_WORDS,
		    names_resource(view)
			    ? STR("nobody made that call before, and no "
				  "earlier event names its resource")
			    : STR("nobody made that call before"));
}

static void put_missing(struct view *view)
{
	struct difference_state *state = &view->difference;
	struct buf text = { 0 };

	if (!state->missing) {
		add(state, LINE_WORDS, STR("looking for the other event"));
		return;
	}
	put_missed(view, &text);
	add(state, LINE_WORDS, keep(state, &text));
	put_offers(view);
	add(state, LINE_WORDS,
	    STR("o keeps this event: D on another compares it with this one"));
	put_rule(state, "This event", "all its fields");
	put_heads(view);
	for (size_t rank = 0; rank <= EVENT_RANKS; rank++)
		put_rank(state, rank);
	put_left_out(state);
}

void difference_fill(struct view *view, int width)
{
	struct difference_state *state = &view->difference;

	state->lines = 0;
	state->width = width;
	arena_release(&state->line_text);
	if (!view_store(view) || state->row == ROW_NONE)
		return;
	if (state->other == ROW_NONE) {
		put_missing(view);
		return;
	}
	put_heads(view);
	put_meant(view);
	put_fields(view);
}
