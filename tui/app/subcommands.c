/* SPDX-License-Identifier: MIT */
/* subcommands.c - the table of sub-commands, and those that load everything,
 * print and leave: matching events in time order, how many they are, and the
 * panes for pipes, with the same numbers as on the screen. What is missing is
 * said on standard error. */
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common.h"
#include "diff.h"
#include "field_list.h"
#include "ingest.h"
#include "output.h"
#include "query.h"
#include "screens.h"
#include "selection.h"
#include "subcommands.h"

/* What the Timeline shows at 120 columns. */
#define FIELDS_TIMELINE "time,user,service,event,resource"

struct loaded {
	const struct options *options;
	struct store *store;
	struct ingest *ingest;
	struct evidence evidence;
	struct rowset rows; /* what -f, --from and --to leave */
};

/* ---- what is asked for ---- */

static int ask_filter(const char *text, const struct store *store,
		      struct rowset *rows)
{
	struct err err;
	struct expr *expr = expr_parse(str_of(text), &err);

	if (!expr || expr_check(expr, store, &err) < 0) {
		expr_free(expr);
		return message_query(text, &err);
	}
	struct filter *filter = filter_new(expr);
	while (filter_step(filter, store, 0))
		;
	rowset_and(rows, filter_rows(filter));
	if (filter_gave_up(filter))
		message("a regex was too costly for some values: the answer is "
			"\"at least\"");
	filter_free(filter);
	return 0;
}

static void keep_between(const struct store *store, struct rowset *rows,
			 int64_t from, int64_t to)
{
	const int64_t *time = store_time(store);
	struct rowset kept = { 0 };

	rowset_grow(&kept, store_rows(store));
	for (row_t row = 0; row < store_rows(store); row++)
		if (time[row] != TIME_NONE && time[row] >= from &&
		    time[row] < to)
			rowset_put(&kept, row);
	rowset_and(rows, &kept);
	rowset_release(&kept);
}

/* Keeps of all rows what -f, --from and --to keep. 0, or -1 after a message (a
 * field that no event has). */
static int keep_asked(struct loaded *loaded)
{
	const struct options *options = loaded->options;
	const struct store *store = loaded->store;
	int64_t first, last = 0, from = INT64_MIN, to = TIME_NONE;

	rowset_fill(&loaded->rows, store_rows(store));
	if (options->filter &&
	    ask_filter(options->filter, store, &loaded->rows) < 0)
		return -1;
	if (!options->from && !options->to)
		return 0;
	store_span(store, &first, &last);
	if (options->from)
		time_read_ago(str_of(options->from), last, &from);
	if (options->to)
		time_read_ago(str_of(options->to), last, &to);
	keep_between(store, &loaded->rows, from, to);
	return 0;
}

/* False after telling that no event has the field. */
static bool is_known(const struct field *field, const char *name,
		     const struct store *store)
{
	struct buf near = { 0 };
	bool known = !store_rows(store) || field_known(field, store, &near);

	if (!known)
		message("no event has '%s'; nearest: %s", name,
			near.len ? near.at : "none");
	buf_release(&near);
	return known;
}

/* ---- loading all of it ---- */

static void warn_of_files(const struct evidence *evidence, size_t count,
			  size_t first, const char *what)
{
	const struct source *source = &evidence->source[first];
	struct buf counts = { 0 };

	if (!count)
		return;
	buf_add_count(&counts, count);
	buf_addf(&counts, " of ");
	buf_add_count(&counts, evidence->sources);
	message("%s files %s; the first: %s: %s", counts.at, what, source->path,
		source->notes ? source->note[0].text : "no memory for why");
	buf_release(&counts);
}

static void warn(const struct loaded *loaded)
{
	const struct evidence *evidence = &loaded->evidence;
	struct store_stats stats;
	struct buf count = { 0 };
	size_t first, damaged = evidence_damaged(evidence, &first);

	store_stats(loaded->store, &stats);
	if (stats.repeats) {
		buf_add_count(&count, stats.repeats);
		message("%s repeats (same event id, same content) kept once",
			count.at);
	}
	buf_reset(&count);
	if (evidence->missing) {
		buf_add_count(&count, evidence->missing);
		message("%s events not loaded: %s", count.at, evidence->full);
	}
	buf_release(&count);
	warn_of_files(evidence, damaged, first,
		      "damaged, unreadable or not read in whole");
	warn_of_files(evidence, evidence->in[SOURCE_SKIPPED].files,
		      evidence->in[SOURCE_SKIPPED].first,
		      "set aside (no CloudTrail events read)");
	if (evidence->troubles)
		message("`trailtui sources PATH...` lists them all");
}

static void load(struct loaded *loaded, const struct options *options)
{
	uint64_t seed = hash_seed();

	assert(options->jobs && options->paths);
	*loaded =
		(struct loaded){ .options = options, .store = store_new(seed) };
	if (!loaded->store)
		die("out of memory");
	store_bound(loaded->store, options->memory);
	loaded->ingest = ingest_new(loaded->store, &loaded->evidence,
				    (unsigned)options->jobs, seed);
	for (size_t i = 0; i < options->paths; i++)
		ingest_path(loaded->ingest, options->path[i]);
	ingest_all(loaded->ingest);
	warn(loaded);
}

/* Prints an answer about `what`; how many rows it has, or -1 after a
 * message. */
typedef ptrdiff_t print_answer(const struct loaded *loaded, const void *what);

/* A path that was named and is not there is an error, as grep has it: the
 * others are answered for all the same. */
static bool all_there(const struct options *options)
{
	bool there = true;

	for (size_t i = 0; i < options->paths; i++)
		there &= !strcmp(options->path[i], "-") ||
			 access(options->path[i], F_OK) == 0;
	return there;
}

/* The exit status, as grep: 0 found, 1 nothing, 2 an error. With --strict a
 * damaged or unreadable file is an error; one that is whole and holds no
 * CloudTrail events (a README, a digest) is none. */
static int load_and(const struct options *options, print_answer *print,
		    const void *what)
{
	bool there = all_there(options);
	struct loaded loaded;
	ptrdiff_t rows = -1;
	int status = 2;

	load(&loaded, options);
	if (keep_asked(&loaded) == 0)
		rows = print(&loaded, what);
	if (rows >= 0 && output_ok() && there &&
	    !(options->strict && evidence_damaged(&loaded.evidence, NULL)))
		status = rows ? 0 : 1;
	rowset_release(&loaded.rows);
	ingest_free(loaded.ingest);
	evidence_release(&loaded.evidence);
	store_free(loaded.store);
	return status;
}

/* ---- events, whole or by fields ---- */

/* Rows of the answer in time order, at most --limit of them, or of lines that
 * may hold several. */
struct answer {
	const struct store *store;
	const struct field_list *list; /* NULL: whole events */
	struct alikes *alikes;         /* owned */
	row_t *row;                    /* owned */
	size_t rows;
	uint32_t *line; /* owned: by line its first row; NULL: not folded */
	size_t lines;
};

static void fold_answer(struct answer *answer, size_t limit)
{
	answer->line = xcalloc(answer->rows + 1, sizeof(*answer->line));
	answer->lines = folds_of(answer->store, answer->row, answer->rows,
				 answer->line);
	if (limit && answer->lines > limit) {
		answer->lines = limit;
		answer->rows = answer->line[limit];
	}
}

static struct answer answer_of(const struct loaded *loaded,
			       const struct field_list *list)
{
	struct answer answer = { .store = loaded->store,
				 .list = list,
				 .alikes = alikes_new() };
	size_t count, kept = rowset_count(&loaded->rows);
	const row_t *order = store_order(loaded->store, &count);

	size_t limit = loaded->options->limit;

	alikes_look(answer.alikes, loaded->store);
	if (limit && kept > limit && !loaded->options->fold)
		kept = limit;
	answer.row = xcalloc(kept + 1, sizeof(*answer.row));
	for (size_t i = 0; i < count && answer.rows < kept; i++)
		if (rowset_has(&loaded->rows, order[i]))
			answer.row[answer.rows++] = order[i];
	if (loaded->options->fold)
		fold_answer(&answer, limit);
	return answer;
}

static void print_whole(const struct answer *answer, bool array)
{
	struct buf out = { 0 };

	for (size_t i = 0; i < answer->rows && !output_failed(); i++) {
		struct record record;

		buf_reset(&out);
		if (array)
			buf_add(&out, i ? STR(",\n") : STR("[\n"));
		store_record(answer->store, answer->row[i], &record);
		record_put_json(&record, 0, &out);
		if (!array)
			buf_addc(&out, '\n');
		fwrite(out.at, 1, out.len, stdout);
	}
	if (array)
		fputs(answer->rows ? "\n]\n" : "[]\n", stdout);
	buf_release(&out);
}

static size_t answer_count(const void *of)
{
	const struct answer *answer = of;

	return answer->line ? answer->lines : answer->rows;
}

static void answer_cell(const void *of, size_t at, size_t column,
			struct table_cell *cell)
{
	const struct answer *answer = of;
	size_t from = answer->line ? answer->line[at] : at, to = from + 1;
	row_t row = answer->row[from];

	if (answer->line)
		to = at + 1 < answer->lines ? answer->line[at + 1]
					    : answer->rows;
	if (column == answer->list->count)
		cell->count = to - from;
	else if (answer->list->column[column].kind == CELL_TIME)
		cell->time = store_time(answer->store)[row];
	else if (common_put(&(struct events){ answer->store, answer->alikes,
					      answer->row + from, to - from },
			    answer->list->field[column], &cell->buf))
		cell->text = cell->buf.len ? buf_str(&cell->buf) : STR("");
}

static const struct table_rows answer_rows = { .count = answer_count,
					       .cell = answer_cell,
					       .flows = true };

static void print_table(const struct answer *answer,
			const struct options *options)
{
	struct table_form form = { .column = answer->list->column,
				   .columns = answer->list->count +
					      options->fold };
	struct print_options as = output_as(options);
	size_t defused;

	table_print(&form, &answer_rows, answer, &as, &defused);
	output_defused(defused);
}

static ptrdiff_t print_events(const struct loaded *loaded, const void *what)
{
	const struct field_list *list = what;
	struct answer answer;

	for (size_t i = 0; list && i < list->count; i++)
		if (list->field[i] &&
		    !is_known(list->field[i], list->column[i].name,
			      loaded->store))
			return -1;
	answer = answer_of(loaded, list);
	if (list)
		print_table(&answer, loaded->options);
	else
		print_whole(&answer, loaded->options->format == PRINT_JSON);
	alikes_free(answer.alikes);
	free(answer.row);
	free(answer.line);
	return (ptrdiff_t)answer.rows;
}

static int run_timeline(const struct options *options)
{
	struct field_list list;
	struct buf columns = { 0 };
	const char *names = FIELDS_TIMELINE;
	int status = 2;

	if (options->fields) {
		names = options->fields;
	} else if (options->columns) {
		columns_put_fields(str_of(options->columns), &columns);
		names = columns.at;
	}
	if (field_list_read(&list, names))
		status = load_and(options, print_events, &list);
	field_list_release(&list);
	buf_release(&columns);
	return status;
}

static int run_events(const struct options *options)
{
	if (options->fields ||
	    (options->format != PRINT_JSON && options->format != PRINT_NDJSON))
		return run_timeline(options);
	return load_and(options, print_events, NULL);
}

static ptrdiff_t print_count(const struct loaded *loaded, const void *what)
{
	size_t count = rowset_count(&loaded->rows);

	printf("%zu\n", count);
	return (ptrdiff_t)count;
}

static int run_count(const struct options *options)
{
	return load_and(options, print_count, NULL);
}

/* ---- panes ---- */

struct pane_asked {
	enum screen_kind kind;
	const struct field *field; /* of SCREEN_VALUES */
};

static ptrdiff_t print_pane(const struct loaded *loaded, const void *what)
{
	const struct pane_asked *pane = what;
	struct screen_asked asked = { .store = loaded->store,
				      .rows = &loaded->rows,
				      .field = pane->field,
				      .evidence = &loaded->evidence };
	struct print_options as = output_as(loaded->options);
	struct alikes *alikes;
	size_t count, defused;

	if (pane->field &&
	    !is_known(pane->field, loaded->options->word, loaded->store))
		return -1;
	asked.alikes = alikes = alikes_new();
	alikes_look(alikes, loaded->store);
	count = screen_print(pane->kind, &asked, &as, &defused);
	alikes_free(alikes);
	output_defused(defused);
	return (ptrdiff_t)count;
}

static int run_users(const struct options *options)
{
	return load_and(options, print_pane,
			&(struct pane_asked){ SCREEN_USERS });
}

static int run_resources(const struct options *options)
{
	return load_and(options, print_pane,
			&(struct pane_asked){ SCREEN_RESOURCES });
}

static int run_sweep(const struct options *options)
{
	return load_and(options, print_pane,
			&(struct pane_asked){ SCREEN_SWEEP });
}

static int run_sources(const struct options *options)
{
	return load_and(options, print_pane,
			&(struct pane_asked){ SCREEN_FILES });
}

static int run_top(const struct options *options)
{
	struct err err;
	struct field *field = field_parse(str_of(options->word), &err);
	int status;

	if (!field) {
		message("'%s': %s", options->word, err.text);
		return 2;
	}
	status = load_and(options, print_pane,
			  &(struct pane_asked){ SCREEN_VALUES, field });
	field_free(field);
	return status;
}

/* ---- two events ---- */

/* False after telling that no event has the id. */
static bool record_of_id(const struct loaded *loaded, const char *id,
			 struct record *record)
{
	row_t row = store_row_of_id(loaded->store, str_of(id));

	if (row == ROW_NONE) {
		message("no event has the id '%s'", id);
		return false;
	}
	store_record(loaded->store, row, record);
	return true;
}

static ptrdiff_t print_diff(const struct loaded *loaded, const void *what)
{
	struct record old, new;

	if (!record_of_id(loaded, loaded->options->word, &old) ||
	    !record_of_id(loaded, loaded->options->other, &new))
		return -1;
	return (ptrdiff_t)diff_print(&old, &new, loaded->options);
}

static int run_diff(const struct options *options)
{
	return load_and(options, print_diff, NULL);
}

/* ---- the table ---- */

const struct subcommand subcommands[] = {
	{ .name = "", .takes = TAKES_VIEW, .run = run_investigator },
	{ "events", NULL, "matching events, in time order",
	  TAKES_TABLE | TAKES_FIELDS, false, run_events },
	{ "count", NULL, "how many events match", TAKES_FILTER, false,
	  run_count },
	{ "top", "FIELD", "how often each value of a field occurs", TAKES_TABLE,
	  false, run_top },
	{ "users", NULL, "the Users pane as a table", TAKES_TABLE, false,
	  run_users },
	{ "resources", NULL, "the Resources pane as a table", TAKES_TABLE,
	  false, run_resources },
	{ "sweep", NULL, "what looks wrong, as a table", TAKES_TABLE, false,
	  run_sweep },
	{ "timeline", NULL, "the Timeline pane as a table",
	  TAKES_TABLE | TAKES_FIELDS | TAKES_COLUMNS | TAKES_FOLD, false,
	  run_timeline },
	{ "sources", NULL, "every file: format, events, trouble",
	  TAKES_FORMAT | TAKES_LIMIT, false, run_sources },
	{ "diff", "OLD NEW", "what two events, by id, differ in",
	  TAKES_FORMAT | TAKES_LIMIT, false, run_diff },
	{ "script", "FILE", "play keys, write screens; no terminal",
	  TAKES_VIEW | TAKES_SIZE, false, run_script },
	{ "demo", NULL, "the investigator on a built-in incident",
	  TAKES_VIEW | TAKES_WRITE, true, run_demo },
	{ NULL },
};
