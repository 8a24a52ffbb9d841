/* SPDX-License-Identifier: MIT */
/* status.c - the title line: what is loaded, how much of it, from when to
 * when, and whether it is whole.
 *
 * It is made of parts, to the left and to the right. Where they do not all
 * fit, the least important go first, whole: a number cut in half would be
 * read as another number. */
#include "view.h"
#include "when.h"

enum part {
	/* from the left */
	PART_NAME,
	PART_TITLE,
	PART_EVENTS,
	PART_FILES,
	PART_ACCOUNTS,
	PART_REGIONS,
	PART_REPEATS,
	/* to the right */
	PART_SPAN,
	PART_KINDS,
	PART_TROUBLE,
	PART_RATE,
	PART_STATE,
	PARTS
};
#define FIRST_RIGHT PART_SPAN

/* In this order parts give way. PART_SPAN is first made short. */
static const enum part drops[] = {
	PART_KINDS, PART_REGIONS, PART_ACCOUNTS, PART_REPEATS,
	PART_FILES, PART_SPAN,    PART_TITLE,    PART_RATE,
	PART_SPAN,  PART_TROUBLE, PART_NAME,     PART_STATE,
};

struct status {
	const struct view *view;
	const struct grid *grid;
	struct buf text[PARTS]; /* empty: not shown */
	struct buf brief;       /* the short form of the span; empty: used */
};

/* Nothing where there are none. */
static void put_some(struct buf *out, size_t count, const char *what)
{
	if (count)
		count_put(out, count, what);
}

static void put_files(const struct evidence *evidence, struct buf *out)
{
	if (evidence->loading || evidence->stopped) {
		buf_add_count(out, evidence_done(evidence));
		buf_add(out, STR(" of "));
	}
	count_put(out, evidence->sources, "file");
}

/* `mgmt only`, `mgmt + data`. */
static void put_kinds(const struct store_stats *stats, struct buf *out)
{
	static const char *const names[KIND_COUNT] = {
		[KIND_MANAGEMENT] = "mgmt",       [KIND_DATA] = "data",
		[KIND_INSIGHT] = "insight",       [KIND_NETWORK] = "network",
		[KIND_AGGREGATED] = "aggregated",
	};
	size_t kinds = 0;

	for (int kind = 0; kind < KIND_COUNT; kind++)
		if (stats->kinds[kind])
			buf_addf(out, "%s%s", kinds++ ? " + " : "",
				 names[kind]);
	if (kinds == 1)
		buf_add(out, STR(" only"));
}

static void put_store(struct status *status, const struct store *store)
{
	struct store_stats stats;
	struct buf *text = status->text;
	enum zone zone = status->view->zone;
	int64_t first, last;

	store_stats(store, &stats);
	count_put(&text[PART_EVENTS], stats.events, "event");
	put_some(&text[PART_ACCOUNTS], store_accounts(store, NULL), "account");
	put_some(&text[PART_REGIONS], store_regions(store, NULL), "region");
	put_some(&text[PART_REPEATS], stats.repeats, "repeat");
	put_kinds(&stats, &text[PART_KINDS]);
	if (!store_span(store, &first, &last))
		return;
	when_put_span(&text[PART_SPAN], status->grid, first, last, zone,
		      WHEN_DATED);
	when_put_span(&status->brief, status->grid, first, last, zone,
		      WHEN_SHORT);
}

/* Bytes on disk tell how far it is; JSON tells how fast. */
static void put_rate(const struct evidence *evidence, struct buf *out)
{
	double done = (double)evidence->bytes_done;
	double left = (double)evidence->bytes_all - done;

	if (evidence->seconds < 0.2 || done <= 0)
		return;
	buf_add_count(out, (uint64_t)((double)evidence->inflated / 1e6 /
				      evidence->seconds));
	buf_add(out, STR(" MB/s"));
	left *= evidence->seconds / done;
	if (left >= 90)
		buf_addf(out, "  %.0f min left", left / 60);
	else if (left > 0) /* else a pipe has no end that is known */
		buf_addf(out, "  %.0f s left", left);
}

static unsigned percent(uint64_t done, uint64_t all)
{
	return (unsigned)((double)done * 100 / (double)all);
}

/* `counting users 45%`, `counting users stopped`. */
static void put_job(const struct view *view, const struct job *job,
		    struct buf *out)
{
	buf_add(out, str_of(job->name));
	if (selection_stopped(view->selection))
		buf_add(out, STR(" stopped"));
	else if (job->all)
		buf_addf(out, " %u%%", percent(job->done, job->all));
}

static void put_loading(const struct evidence *evidence, struct buf *out)
{
	unsigned part;

	buf_add(out, STR("loading"));
	if (!evidence->bytes_all)
		return;
	part = percent(evidence->bytes_done, evidence->bytes_all);
	/* 100% are for what is said to be loaded. */
	buf_addf(out, " %u%%", part < 99 ? part : 99);
}

static void put_state(struct status *status, const struct evidence *evidence)
{
	struct buf *state = &status->text[PART_STATE];
	const struct job *job = view_job(status->view);

	if (job)
		put_job(status->view, job, state);
	else if (evidence->stopped)
		buf_add(state, STR("stopped: :resume"));
	else if (evidence->loading)
		put_loading(evidence, state);
	else
		buf_addf(state, "%.*s loaded",
			 STR_ARG(grid_glyph(status->grid, GLYPH_CHECK)));
	if (evidence->loading && !evidence->stopped)
		put_rate(evidence, &status->text[PART_RATE]);
}

static void fill(struct status *status)
{
	const struct evidence *evidence = &status->view->evidence;
	struct buf *text = status->text;

	buf_add(&text[PART_NAME], STR("trailtui"));
	if (evidence->title)
		buf_add(&text[PART_TITLE], str_of(evidence->title));
	if (evidence->sources)
		put_files(evidence, &text[PART_FILES]);
	if (evidence->store)
		put_store(status, evidence->store);
	trouble_put(&text[PART_TROUBLE], evidence);
	if (text[PART_TROUBLE].len)
		buf_add(&text[PART_TROUBLE], STR(": i"));
	put_state(status, evidence);
}

static int width_of(const struct status *status, int part)
{
	int most = part == PART_TITLE ? 30 : 200;

	return grid_measure(status->grid, buf_str(&status->text[part]), most);
}

static int width_all(const struct status *status)
{
	int width = 2;

	for (int part = 0; part < PARTS; part++)
		if (status->text[part].len)
			width += width_of(status, part) +
				 (part < FIRST_RIGHT ? 2 : 3);
	return width - 2;
}

static void drop(struct status *status, enum part part)
{
	bool loaded = !status->view->evidence.loading &&
		      !status->view->evidence.stopped &&
		      !view_job(status->view);

	if (part == PART_SPAN && status->brief.len) {
		buf_release(&status->text[part]);
		status->text[part] = status->brief;
		status->brief = (struct buf){ 0 };
		if (loaded) /* said by the silence */
			buf_reset(&status->text[PART_STATE]);
		return;
	}
	buf_reset(&status->text[part]);
}

static void put_parts(const struct status *status, struct grid *grid,
		      struct area area)
{
	int x = area.x + 1, end = area.x + area.width - 1;

	for (int part = 0; part < FIRST_RIGHT; part++) {
		unsigned style = part == PART_NAME ? STYLE_NAME : STYLE_STATUS;

		if (status->text[part].len)
			x += 2 + grid_put_middle(grid, x, area.y,
						 width_of(status, part), style,
						 buf_str(&status->text[part]));
	}
	for (int part = PARTS - 1; part >= FIRST_RIGHT; part--)
		if (status->text[part].len)
			end -= 3 + grid_put_right(grid, 0, area.y, end,
						  STYLE_STATUS,
						  buf_str(&status->text[part]));
}

void status_draw(struct view *view, struct grid *grid, struct area area)
{
	struct status status = { .view = view, .grid = grid };

	if (area.height < 1)
		return;
	fill(&status);
	for (size_t i = 0;
	     i < ARRAY_LEN(drops) && width_all(&status) > area.width; i++)
		drop(&status, drops[i]);
	grid_fill(grid, area, STYLE_STATUS);
	put_parts(&status, grid, area);
	for (int part = 0; part < PARTS; part++)
		buf_release(&status.text[part]);
	buf_release(&status.brief);
}
