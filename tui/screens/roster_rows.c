/* SPDX-License-Identifier: MIT */
/* roster_rows.c - the rows of Users and Resources: their columns, which rows
 * there are and in which order, what their cells say.
 *
 * Values that the filter keeps come first, the others below a rule; among
 * each, people before AWS services. Sessions fold under their user. */
#include "rosters.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

_Static_assert(WHO_NAME == (int)WHAT_NAME && WHO_ACCOUNT == (int)WHAT_ACCOUNT,
	       "what both call themselves stands in the same columns");

/* A number has its row's colour, but for those that are to be seen. */
#define NAME_COLUMN                                                            \
	{                                                                      \
		"name", .kind = CELL_TREE, .least = 12, .most = 30,            \
			.grows = 999, .cut = 8, .style = STYLE_TEXT            \
	}
#define NOTABLE_COLUMN                                                         \
	{                                                                      \
		"notable", "●", .kind = CELL_COUNT, .rank = 1, .least = 2,     \
				.style = STYLE_NOTABLE, .unit = ""             \
	}
#define WHEN_COLUMN                                                            \
	{                                                                      \
		"when", .kind = CELL_SPARK, .rank = 3, .least = WHENS / 2,     \
			.most = WHENS, .style = STYLE_BAR, .unprinted = true   \
	}

static const struct table_column user_columns[] = {
	[WHO_NAME] = NAME_COLUMN,
	[WHO_TYPE] = { "type", .kind = CELL_TEXT, .rank = 7, .least = 8,
		       .style = STYLE_LABEL },
	[WHO_ACCOUNT] = { "account", .unseen = true },
	[WHO_EVENTS] = { "events", .kind = CELL_COUNT, .least = 6 },
	[WHO_DENIED] = { "denied", "deny", .kind = CELL_COUNT, .rank = 2,
			 .least = 4, .style = STYLE_DENIED, .unit = "!" },
	[WHO_FAILED] = { "failed", .kind = CELL_COUNT, .unseen = true },
	[WHO_WRITES] = { "writes", .kind = CELL_COUNT, .rank = 4, .least = 7,
			 .unit = "w" },
	[WHO_NOTABLE] = NOTABLE_COLUMN,
	[WHO_WHEN] = WHEN_COLUMN,
	[WHO_ADDRESSES] = { "addresses", "addrs", .kind = CELL_COUNT, .rank = 5,
			    .least = 6 },
	[WHO_FIRST] = { "first", .kind = CELL_TIME, .rank = 6,
			.style = STYLE_LABEL },
	[WHO_LAST] = { "last", .kind = CELL_TIME, .rank = 6,
		       .style = STYLE_LABEL },
	[WHO_FILTER] = { "filter", .unseen = true },
};

static const struct table_column resource_columns[] = {
	[WHAT_NAME] = NAME_COLUMN,
	[WHAT_TYPE] = { "type", .kind = CELL_TEXT, .rank = 7, .least = 12,
			.most = 24, .style = STYLE_LABEL },
	[WHAT_ACCOUNT] = { "account", .kind = CELL_TEXT, .rank = 7, .least = 12,
			   .style = STYLE_LABEL },
	[WHAT_EVENTS] = { "events", .kind = CELL_COUNT, .least = 6 },
	[WHAT_WRITES] = { "writes", "write", .kind = CELL_COUNT, .rank = 2,
			  .least = 5, .unit = "w" },
	[WHAT_DENIED] = { "denied", .kind = CELL_COUNT, .unseen = true },
	[WHAT_NOTABLE] = NOTABLE_COLUMN,
	[WHAT_WHEN] = WHEN_COLUMN,
	[WHAT_USERS] = { "users", .kind = CELL_COUNT, .rank = 4, .least = 6 },
	[WHAT_IN] = { "bytes-in", "in", .kind = CELL_COUNT, .rank = 8,
		      .least = 8 },
	[WHAT_OUT] = { "bytes-out", "out", .kind = CELL_COUNT, .rank = 8,
		       .least = 8 },
	[WHAT_FIRST] = { "first", .kind = CELL_TIME, .rank = 6,
			 .style = STYLE_LABEL },
	[WHAT_LAST] = { "last", .kind = CELL_TIME, .rank = 6,
			.style = STYLE_LABEL },
	[WHAT_FILTER] = { "filter", .unseen = true },
};

const struct table_form roster_forms[ROSTERS] = {
	[ROSTER_USERS] = { .column = user_columns,
			   .columns = ARRAY_LEN(user_columns),
			   .together = 3,
			   .firm = 1,
			   .sort = WHO_NOTABLE,
			   .then = WHO_EVENTS,
			   .heads_from = 4,
			   .left = 1 },
	[ROSTER_RESOURCES] = { .column = resource_columns,
			       .columns = ARRAY_LEN(resource_columns),
			       .together = 3,
			       .firm = 1,
			       .sort = WHAT_NOTABLE,
			       .then = WHAT_EVENTS,
			       .heads_from = 4,
			       .left = 1 },
};

/* ---- rows: the values, then the sessions ---- */

static size_t present(const struct tally *tally)
{
	size_t count = tally->count;

	return count && tally->row[count - 1].value == SYM_NONE ? count - 1
								: count;
}

/* Events without a resource have no line; for pipes they have one. */
static size_t values_of(const struct roster_rows *rows)
{
	const struct tally *tally = &rows->roster->tally;

	return rows->kind == ROSTER_RESOURCES && rows->selection
		       ? present(tally)
		       : tally->count;
}

static size_t roster_count(const void *of)
{
	const struct roster_rows *rows = of;

	return values_of(rows) +
	       (rows->selection ? present(&rows->roster->sessions) : 0);
}

bool roster_is_session(const struct roster_rows *rows, size_t row)
{
	return row >= values_of(rows);
}

const struct tally_row *roster_row(const struct roster_rows *rows, size_t row)
{
	size_t values = values_of(rows);

	assert(row < roster_count(rows));
	return row < values ? &rows->roster->tally.row[row]
			    : &rows->roster->sessions.row[row - values];
}

bool roster_is_object(const struct roster_rows *rows, size_t row)
{
	return rows->kind == ROSTER_RESOURCES && roster_is_session(rows, row);
}

struct str roster_text(const struct roster_rows *rows, size_t row)
{
	if (!roster_is_object(rows, row))
		return store_text(rows->store, roster_row(rows, row)->value);
	return tally_text(&rows->roster->sessions, rows->store,
			  row - values_of(rows));
}

/* Objects have numbers of their own. */
static uint64_t roster_id(const void *of, size_t row)
{
	uint64_t value = roster_row(of, row)->value;

	return roster_is_object(of, row) ? value | (uint64_t)1 << 32 : value;
}

static struct str roster_tie(const void *of, size_t row)
{
	return roster_text(of, row);
}

/* The bucket of an object: `s3/BUCKET` of `BUCKET/key`. */
static sym_t bucket_of(const struct roster_rows *rows, size_t row)
{
	struct str text = roster_text(rows, row);
	struct buf name = { 0 };
	sym_t bucket;

	buf_add(&name, STR("s3/"));
	buf_add(&name, str_slice(text, 0, (size_t)str_find(text, '/')));
	bucket = store_find(rows->store, buf_str(&name));
	buf_release(&name);
	return bucket;
}

/* The row of the user or bucket; a session of none that is counted has no line.
 */
static size_t roster_parent(const void *of, size_t row)
{
	const struct roster_rows *rows = of;
	sym_t user;

	if (!roster_is_session(rows, row))
		return SIZE_MAX;
	user = roster_user(rows, row);
	return user < rows->symbols && rows->at[user] ? rows->at[user] - 1
						      : row;
}

static bool is_machine(const struct roster_rows *rows, sym_t value)
{
	return rows->kind == ROSTER_USERS && value != SYM_NONE &&
	       user_kind(store_text(rows->store, value)) == USER_SERVICE;
}

/* A session is where its user is. */
sym_t roster_user(const struct roster_rows *rows, size_t row)
{
	sym_t value = roster_row(rows, row)->value;

	if (roster_is_object(rows, row))
		return bucket_of(rows, row);
	return roster_is_session(rows, row)
		       ? session_user(rows->selection, value)
		       : value;
}

static bool is_inside(const struct roster_rows *rows, sym_t value)
{
	return !rows->roster->inside || rows->roster->inside[value];
}

static uint8_t roster_band(const void *of, size_t row)
{
	const struct roster_rows *rows = of;
	sym_t user = roster_user(rows, row);
	uint8_t band = is_inside(rows, user) ? 0 : 8;

	if (user == SYM_NONE)
		return band + 1;
	return is_machine(rows, user) ? band + 4 : band;
}

/* ---- cells ---- */

/* The only session of a single sign-on role; SYM_NONE for all else. */
static sym_t human_of(const struct roster_rows *rows, size_t row)
{
	sym_t human = rows->human ? rows->human[row] : SYM_NONE;

	return human == SESSIONS ? SYM_NONE : human;
}

/* Under its role a session has its own name, and the human's where that is
 * another. */
static void put_session(const struct roster_rows *rows, sym_t session,
			struct table_cell *cell)
{
	struct str human = store_text(rows->store,
				      session_human(rows->selection, session));
	struct str name = session_name(store_text(rows->store, session));

	buf_add(&cell->buf, name);
	if (human.len && !str_eq(human, name))
		buf_addf(&cell->buf, "  %.*s", STR_ARG(human));
	cell->text = buf_str(&cell->buf);
	cell->styled = true;
	cell->style = STYLE_LABEL;
}

/* Under its bucket an object has its key alone. */
static void put_object(const struct roster_rows *rows, size_t row,
		       struct table_cell *cell)
{
	struct str text = roster_text(rows, row);

	cell->text = str_slice(text, (size_t)str_find(text, '/') + 1, text.len);
	cell->styled = true;
	cell->style = STYLE_LABEL;
}

/* True where another row is the same without an account: then it is shown. */
static bool has_twin(const struct roster_rows *rows, sym_t value)
{
	struct str text = store_text(rows->store, value);
	struct str label = identity_label(text);
	sym_t other = label.len < text.len ? store_find(rows->store, label)
					   : SYM_NONE;

	return other != SYM_NONE && other < rows->symbols && rows->at[other];
}

static void put_name(const struct roster_rows *rows, size_t row, sym_t value,
		     struct table_cell *cell)
{
	const struct grid plain = { .ascii = rows->ascii };
	sym_t human;
	size_t len;

	if (value == SYM_NONE) {
		cell->instead = rows->selection ? STR("(nobody named)")
						: STR("(absent)");
		return;
	}
	if (roster_is_object(rows, row)) {
		put_object(rows, row, cell);
		return;
	}
	if (roster_is_session(rows, row)) {
		put_session(rows, value, cell);
		return;
	}
	human = human_of(rows, row);
	cell->brief = session_name(store_text(rows->store, human));
	if (human != SYM_NONE)
		value = human;
	if (has_twin(rows, value))
		buf_add(&cell->buf, store_text(rows->store, value));
	else if (rows->selection)
		label_put_brief(rows->store, rows->alikes, value, rows->ascii,
				&cell->buf);
	else
		label_put_apart(rows->store, rows->alikes, value,
				grid_glyph(&plain, GLYPH_ELLIPSIS), &cell->buf);
	len = cell->buf.len;
	if (rows->selection && is_machine(rows, value))
		buf_add(&cell->buf, grid_glyph(&plain, GLYPH_RING));
	cell->text = str_slice(buf_str(&cell->buf), 0, len);
	cell->marks = str_slice(buf_str(&cell->buf), len, cell->buf.len);
	if (!cell->brief.len && words_are_firm(cell->text))
		cell->brief = words_alone(cell->text);
}

static void put_words(const struct roster_rows *rows, size_t row, size_t column,
		      struct table_cell *cell)
{
	sym_t value = roster_row(rows, row)->value;
	struct str text = roster_text(rows, row);

	if (column == WHO_NAME)
		put_name(rows, row, value, cell);
	else if (value == SYM_NONE)
		return;
	else if (roster_is_object(rows, row))
		cell->text = column == WHO_ACCOUNT ? STR_NONE
						   : STR("AWS::S3::Object");
	else if (column == WHO_ACCOUNT)
		cell->text = identity_account(text);
	else if (rows->kind == ROSTER_RESOURCES)
		cell->text = str_of(resource_type(text));
	else if (roster_is_session(rows, row))
		cell->text = STR("session");
	else
		cell->text = str_of(user_kind_name(user_kind(text)));
}

/* What keeps the row's events and no others. */
static void put_filter(const struct roster_rows *rows, size_t row,
		       struct table_cell *cell)
{
	struct str field =
		rows->kind == ROSTER_USERS ? STR("user") : STR("resource");
	struct expr *expr =
		expr_identity(field, rows->store, roster_row(rows, row)->value);

	assert(!roster_is_object(rows, row));
	if (expr)
		expr_put(expr, &cell->buf);
	expr_free(expr);
	cell->text = buf_str(&cell->buf);
}

static void put_number(enum roster_kind kind, const struct tally_row *row,
		       size_t column, struct table_cell *cell)
{
	const uint64_t of_user[] = {
		[WHO_EVENTS] = row->events,
		[WHO_DENIED] = row->denied,
		[WHO_FAILED] = row->failed,
		[WHO_WRITES] = row->writes,
		[WHO_NOTABLE] = row->notable,
		[WHO_ADDRESSES] = row->others[OTHER_ADDRESSES],
	};
	const uint64_t of_resource[] = {
		[WHAT_EVENTS] = row->events,
		[WHAT_WRITES] = row->writes,
		[WHAT_DENIED] = row->denied,
		[WHAT_NOTABLE] = row->notable,
		[WHAT_USERS] = row->others[OTHER_USERS],
		[WHAT_IN] = row->in,
		[WHAT_OUT] = row->out,
	};
	bool user = kind == ROSTER_USERS;
	size_t numbers = user ? ARRAY_LEN(of_user) : ARRAY_LEN(of_resource);

	if (column == (user ? (size_t)WHO_FIRST : (size_t)WHAT_FIRST)) {
		cell->time = row->first;
	} else if (column == (user ? (size_t)WHO_LAST : (size_t)WHAT_LAST)) {
		cell->time = row->last;
	} else {
		assert(column < numbers);
		cell->count = user ? of_user[column] : of_resource[column];
	}
}

/* True for what costs memory by each pair of values, or a look into the event,
 * so that it is counted only where it is shown: tally_row.others, in, out. */
static bool is_wide(enum roster_kind kind, size_t column)
{
	assert(kind < ROSTERS);
	if (kind == ROSTER_USERS)
		return column == WHO_ADDRESSES;
	return column == WHAT_USERS || column == WHAT_IN || column == WHAT_OUT;
}

static bool is_when(enum roster_kind kind, size_t column)
{
	return column ==
	       (kind == ROSTER_USERS ? (size_t)WHO_WHEN : (size_t)WHAT_WHEN);
}

/* When its events were; nothing until that is counted. */
static void put_when(const struct roster_rows *rows, size_t row,
		     struct table_cell *cell)
{
	const struct roster *roster = rows->roster;
	size_t values = values_of(rows);
	const struct whens *whens =
		row < values ? &roster->when : &roster->sessions_when;

	cell->time = roster_row(rows, row)->first;
	if (roster->timed_made != roster->made || !whens->at ||
	    roster_is_object(rows, row))
		return;
	cell->part = whens->at[row < values ? row : row - values];
	cell->count = WHENS;
}

/* Services are noise, what is notable is not. */
static unsigned style_of(const struct roster_rows *rows, size_t row)
{
	if (!is_inside(rows, roster_user(rows, row)))
		return STYLE_DIM;
	if (is_machine(rows, roster_user(rows, row)))
		return STYLE_LABEL;
	return roster_row(rows, row)->notable ? STYLE_WRITE : STYLE_TEXT;
}

static void roster_cell(const void *of, size_t row, size_t column,
			struct table_cell *cell)
{
	const struct roster_rows *rows = of;
	unsigned style = style_of(rows, row);

	if (column <= WHO_ACCOUNT)
		put_words(rows, row, column, cell);
	else if (is_when(rows->kind, column))
		put_when(rows, row, cell);
	else if (column + 1 == roster_forms[rows->kind].columns)
		put_filter(rows, row, cell);
	else
		put_number(rows->kind, roster_row(rows, row), column, cell);
	cell->unknown = is_wide(rows->kind, column) && !rows->roster->widened;
	if (cell->styled && style != STYLE_DIM)
		return;
	/* What has a colour of its own has it in rows that are none. */
	cell->styled = style == STYLE_DIM || style == STYLE_LABEL ||
		       !roster_forms[rows->kind].column[column].style;
	cell->style = style;
}

/* True where no row says anything: the column is not missed. */
static bool roster_same(const void *of, size_t column)
{
	const struct roster_rows *rows = of;

	return column == (rows->kind == ROSTER_USERS ? (size_t)WHO_NOTABLE
						     : (size_t)WHAT_NOTABLE) &&
	       !rows->notable;
}

/* Numbers alone: the words beside them would cost hundreds of times as much,
 * and there may be hundreds of thousands of rows. */
static uint64_t roster_largest(const void *of, size_t column)
{
	const struct roster_rows *rows = of;
	size_t count = roster_count(rows);
	uint64_t most = 0;

	for (size_t row = 0; row < count; row++) {
		struct table_cell cell = { 0 };

		put_number(rows->kind, roster_row(rows, row), column, &cell);
		most = cell.count > most ? cell.count : most;
	}
	return most;
}

const struct table_rows roster_source = { .count = roster_count,
					  .cell = roster_cell,
					  .id = roster_id,
					  .tie = roster_tie,
					  .band = roster_band,
					  .parent = roster_parent,
					  .same = roster_same,
					  .largest = roster_largest };

/* ---- what is counted anew ---- */

/* The row of the role that the session of single sign-on is of; values_of()
 * where none is. */
static size_t role_row(const struct roster_rows *rows, sym_t session)
{
	struct str label = identity_label(store_text(rows->store, session));
	struct str account = identity_account(store_text(rows->store, session));
	struct buf role = { 0 };
	sym_t sym;

	buf_addf(&role, "role/%.*s", (int)str_find(label, '/'), label.at);
	if (account.len)
		buf_addf(&role, " %.*s", STR_ARG(account));
	sym = store_find(rows->store, buf_str(&role));
	buf_release(&role);
	return sym != SYM_NONE && sym < rows->symbols && rows->at[sym]
		       ? rows->at[sym] - 1
		       : values_of(rows);
}

static void find_humans(struct roster_rows *rows)
{
	const struct tally *sessions = &rows->roster->sessions;
	size_t values = values_of(rows);

	free(rows->human);
	rows->human = xcalloc(values + 1, sizeof(*rows->human));
	for (size_t i = 0; i < sessions->count; i++) {
		sym_t session = sessions->row[i].value;
		sym_t *human;

		if (session == SYM_NONE ||
		    !role_is_sso(store_text(rows->store, session)))
			continue;
		human = &rows->human[role_row(rows, session)];
		*human = *human == SYM_NONE ? session : SESSIONS;
	}
}

void roster_follow(struct roster_rows *rows)
{
	size_t values = values_of(rows);

	assert(rows->store);
	assert(rows->roster->tally.count <= UINT32_MAX);
	free(rows->at);
	rows->symbols = store_dict(rows->store)->count;
	rows->at = xcalloc(rows->symbols + 1, sizeof(*rows->at));
	rows->inside = 0;
	rows->notable = false;
	for (size_t i = 0; i < values; i++) {
		sym_t value = rows->roster->tally.row[i].value;

		rows->notable |= rows->roster->tally.row[i].notable > 0;
		rows->inside += is_inside(rows, value);
		if (value != SYM_NONE)
			rows->at[value] = (uint32_t)i + 1;
	}
	if (rows->kind == ROSTER_USERS)
		find_humans(rows);
	rows->made = rows->roster->made;
}

void roster_release(struct roster_rows *rows)
{
	free(rows->at);
	free(rows->human);
	rows->at = NULL;
	rows->human = NULL;
}

void rosters_want(struct view *view)
{
	for (int id = PANE_USERS; id <= PANE_RESOURCES; id++) {
		enum roster_kind kind = (enum roster_kind)id;
		struct table_place place[TABLE_COLUMNS];
		const struct table *table = &view->table[id];
		size_t places = table_fit(table, table->width, place);
		bool wide = false, timed = false;

		for (size_t i = 0; i < places; i++) {
			wide |= is_wide(kind, place[i].column);
			timed |= is_when(kind, place[i].column);
		}
		roster_widen(view->selection, kind, wide);
		/* While files load the span grows, and all would be counted
		 * again and again. */
		roster_time(view->selection, kind,
			    timed && !view->evidence.loading);
	}
}
