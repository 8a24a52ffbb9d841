/* SPDX-License-Identifier: MIT */
/* timeline_cells.c - the Timeline's columns: what they say, how wide they
 * are, and which give way.
 *
 * A column that says the same in every row tells nothing: it is shown only
 * when every column that tells something has its place. Widths follow what
 * the kept rows hold, so that they stay while one scrolls. */
#include <stdlib.h>
#include <string.h>

#include "model.h"
#include "panes.h"

#define SAMPLE 2000 /* rows measured for the widths */

struct form {
	const char *title;
	enum column source;
	int least, most; /* cells */
	size_t cut;	 /* one row in so many may be cut */
};

static const struct form forms[TIMELINE_COLUMNS] = {
	[TIMELINE_TIME] = { "time", COL_COUNT, 8, 19, 12 },
	[TIMELINE_USER] = { "user", COL_USER, 9, 28, 8 },
	[TIMELINE_SERVICE] = { "service", COL_SERVICE, 7, 16, 8 },
	[TIMELINE_EVENT] = { "event", COL_NAME, 20, 36, 20 },
	[TIMELINE_RESOURCE] = { "resource", COL_COUNT, 14, 32, 8 },
	[TIMELINE_ADDRESS] = { "address", COL_ADDRESS, 12, 24, 12 },
	[TIMELINE_TOOL] = { "tool", COL_TOOL, 12, 24, 12 },
	[TIMELINE_KEY] = { "key", COL_KEY, 12, 20, 12 },
	[TIMELINE_REGION] = { "region", COL_REGION, 9, 14, 12 },
	[TIMELINE_ACCOUNT] = { "account", COL_ACCOUNT, 12, 12, 12 },
	[TIMELINE_ERROR] = { "error", COL_ERROR, 12, 28, 12 },
	[TIMELINE_SESSION] = { "session", COL_SESSION, 14, 36, 12 },
};

const char *timeline_title(enum timeline_column column)
{
	return forms[column].title;
}

enum column timeline_source(enum timeline_column column)
{
	return forms[column].source;
}

static void put_time(const struct view *view, row_t row, struct buf *buf)
{
	int64_t time = store_time(view_store(view))[row];
	size_t from = buf->len;

	if (time == TIME_NONE) {
		buf_add(buf, STR("no time"));
		return;
	}
	if (view->timeline.dated) {
		time_put_date(buf, time, view->zone);
		buf_addc(buf, ' ');
	}
	time_put_clock(buf, time, view->zone);
	if (view->timeline.dated == DATED_DAY && buf->len > from + 14) {
		memmove(buf->at + from, buf->at + buf->len - 14, 15);
		buf->len = from + 14;
	}
}

/* A session stands for its user where it names a human or an instance. */
static sym_t actor(const struct view *view, row_t row)
{
	const struct store *store = view_store(view);
	sym_t session = store_column(store, COL_SESSION)[row];
	struct str label;
	ptrdiff_t at;

	if (session == SYM_NONE)
		return store_column(store, COL_USER)[row];
	label = identity_label(store_text(store, session));
	at = str_find_last(label, '/');
	if (session_speaks(str_slice(label, (size_t)(at + 1), label.len)))
		return session;
	return store_column(store, COL_USER)[row];
}

static void put_resources(const struct view *view, row_t row, struct buf *buf)
{
	const sym_t *resource;
	uint32_t count = store_resources(view_store(view), row, &resource);

	if (!count)
		return;
	view_label(view, resource[0], buf);
	if (count > 1)
		buf_addf(buf, " +%u", (unsigned)(count - 1));
}

struct str timeline_cell(const struct view *view, row_t row,
			 enum timeline_column column, struct buf *buf)
{
	const struct store *store = view_store(view);
	enum column source = forms[column].source;
	sym_t value;

	buf_reset(buf);
	if (column == TIMELINE_TIME) {
		put_time(view, row, buf);
	} else if (column == TIMELINE_RESOURCE) {
		put_resources(view, row, buf);
	} else {
		value = column == TIMELINE_USER ?
				actor(view, row) :
				store_column(store, source)[row];
		if (value == SYM_NONE)
			return STR("");
		if (column != TIMELINE_USER && column != TIMELINE_SESSION)
			return store_text(store, value);
		return view_label(view, value, buf);
	}
	return buf->len ? buf_str(buf) : STR("");
}

static int by_number(const void *a, const void *b)
{
	return *(const int *)a - *(const int *)b;
}

/* So wide that nearly all rows are whole. */
static int width_of(const struct view *view, enum timeline_column column)
{
	static const struct grid plain = { .ascii = false };
	const struct kept *kept = &view->kept;
	size_t step = kept->hits / SAMPLE + 1, n = 0;
	int width[SAMPLE + 1];
	struct buf buf = { 0 };

	for (size_t i = 0; i < kept->hits; i += step)
		width[n++] = grid_measure(
			&plain, timeline_cell(view, kept->hit[i], column, &buf),
			forms[column].most + 1);
	buf_release(&buf);
	if (!n)
		return 0;
	qsort(width, n, sizeof(*width), by_number);
	return width[n - 1 - n / (forms[column].cut + 1)];
}

static sym_t value_at(const struct store *store, enum timeline_column column,
		      row_t row)
{
	const sym_t *resource;

	if (forms[column].source != COL_COUNT)
		return store_column(store, forms[column].source)[row];
	if (!store_resources(store, row, &resource))
		return SYM_NONE;
	return resource[0];
}

static bool all_same(const struct view *view, enum timeline_column column)
{
	const struct kept *kept = &view->kept;
	sym_t first;

	if (kept->hits < 2 || column == TIMELINE_TIME)
		return false;
	first = value_at(view_store(view), column, kept->hit[0]);
	for (size_t i = 1; i < kept->hits; i++)
		if (value_at(view_store(view), column, kept->hit[i]) != first)
			return false;
	return true;
}

static enum dated dates_of(const struct view *view)
{
	const struct totals *totals = &view->kept.totals;
	struct clock first, last;

	if (!view->kept.hits || totals->first == TIME_NONE)
		return DATED_NOT;
	first = time_split(totals->first, view->zone);
	last = time_split(totals->last, view->zone);
	if (first.year != last.year)
		return DATED_YEAR;
	return totals->last - totals->first > 86400 ? DATED_DAY : DATED_NOT;
}

void timeline_measure(struct view *view)
{
	static const int time_width[] = { 8, 14, 19 };
	struct timeline *timeline = &view->timeline;

	timeline->dated = dates_of(view);
	for (int c = 0; c < TIMELINE_COLUMNS; c++) {
		int want = width_of(view, (enum timeline_column)c);

		if (want && want < forms[c].least)
			want = forms[c].least;
		timeline->want[c] = want < forms[c].most ? want :
							   forms[c].most;
		timeline->same[c] = all_same(view, (enum timeline_column)c);
	}
	timeline->want[TIMELINE_TIME] = time_width[timeline->dated];
	timeline->changes = view->changes;
}

/* Columns being chosen for a width. */
struct choice {
	const struct timeline *timeline;
	int width[TIMELINE_COLUMNS]; /* 0: not shown */
	int room;		     /* cells left, a gap for each counted */
};

static void choose(struct choice *choice, enum timeline_column column,
		   bool squeeze)
{
	int want = choice->timeline->want[column];

	if (choice->width[column] || !want)
		return;
	if (want > choice->room && squeeze)
		want = choice->room;
	if (want > choice->room || want < forms[column].least)
		return;
	choice->width[column] = want;
	choice->room -= want + 2;
}

/* The order in which columns are given their place. */
static const enum timeline_column ranks[] = {
	TIMELINE_EVENT, TIMELINE_USER,	TIMELINE_RESOURCE, TIMELINE_SERVICE,
	TIMELINE_ADDRESS, TIMELINE_ERROR, TIMELINE_TOOL,   TIMELINE_KEY,
	TIMELINE_REGION, TIMELINE_ACCOUNT, TIMELINE_SESSION,
};

/* Every column that the width can hold; those that say something first. */
static void choose_all(struct choice *choice, bool all)
{
	const struct timeline *timeline = choice->timeline;

	for (size_t pass = 0; pass < 2; pass++)
		for (size_t i = 0; i < ARRAY_LEN(ranks); i++)
			if (all || timeline->same[ranks[i]] == (pass == 1) ||
			    ranks[i] == TIMELINE_EVENT)
				choose(choice, ranks[i], true);
}

/* Resources read best whole: what is left over goes there, then to users. */
static void spread(struct choice *choice)
{
	static const enum timeline_column greedy[] = { TIMELINE_RESOURCE,
						       TIMELINE_USER };

	for (size_t i = 0; i < ARRAY_LEN(greedy); i++) {
		int *width = &choice->width[greedy[i]];
		int more = 40 - *width;

		if (!*width || choice->room <= 0 || more <= 0)
			continue;
		more = more < choice->room ? more : choice->room;
		*width += more;
		choice->room -= more;
	}
}

/* User, service, event and resource have their place before any other. */
static const enum timeline_column base[] = { TIMELINE_EVENT, TIMELINE_USER,
					     TIMELINE_SERVICE,
					     TIMELINE_RESOURCE };

/* The base column with the most cells to spare; what was done is read
 * more often than who and on what, and is spared half of it. */
static enum timeline_column widest(const struct choice *choice)
{
	enum timeline_column found = TIMELINE_EVENT;
	int most = -1;

	for (size_t i = 0; i < ARRAY_LEN(base); i++) {
		int spare = choice->width[base[i]] - forms[base[i]].least;

		if (base[i] == TIMELINE_EVENT)
			spare /= 2;
		if (choice->width[base[i]] && spare > most) {
			most = spare;
			found = base[i];
		}
	}
	return found;
}

/* All of them, squeezed evenly; none when they cannot stand together. */
static void choose_base(struct choice *choice)
{
	const struct timeline *timeline = choice->timeline;
	int need = -2, least = -2;

	for (size_t i = 0; i < ARRAY_LEN(base); i++) {
		if (!timeline->want[base[i]] ||
		    (timeline->same[base[i]] && base[i] != TIMELINE_EVENT))
			continue;
		choice->width[base[i]] = timeline->want[base[i]];
		need += timeline->want[base[i]] + 2;
		least += forms[base[i]].least + 2;
	}
	if (least > choice->room) {
		memset(choice->width, 0, sizeof(choice->width));
		return;
	}
	for (; need > choice->room; need--)
		choice->width[widest(choice)]--;
	choice->room -= need + 2;
}

size_t timeline_heads(struct view *view, int width, bool all,
		      struct timeline_head head[TIMELINE_COLUMNS])
{
	struct timeline *timeline = &view->timeline;
	int time = timeline->want[TIMELINE_TIME];
	struct choice choice = { .timeline = timeline };
	int x = 1 + time + 3;
	size_t n = 1;

	choice.room = width - x - 1;
	choose_base(&choice);
	choose_all(&choice, all);
	spread(&choice);
	head[0] = (struct timeline_head){ TIMELINE_TIME, 1, time };
	for (int c = TIMELINE_USER; c < TIMELINE_COLUMNS; c++) {
		if (!choice.width[c])
			continue;
		head[n++] = (struct timeline_head){ (enum timeline_column)c, x,
						    choice.width[c] };
		x += choice.width[c] + 2;
	}
	return n;
}

enum timeline_column timeline_here(const struct view *view,
				   const struct timeline_head *head,
				   size_t heads)
{
	size_t at = 0;

	for (size_t i = 0; i < heads; i++)
		if (head[i].column <= view->timeline.column)
			at = i;
	return head[at].column;
}
