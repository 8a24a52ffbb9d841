/* SPDX-License-Identifier: MIT */
/* query.h - asking: the filter language, regex over every value, counts.
 *
 * A test is made on distinct values first (dictionary-sized work), then rows
 * are looked up by 4-byte ids. Work comes in slices: a filter knows the rows
 * it has looked at so far and is asked to go on, which serves long queries
 * and growing stores alike. A store may grow between two slices.
 *
 * The language: docs/FILTERS.md, product words: field, value, test, chip. */
#ifndef QUERY_H
#define QUERY_H

#include "base.h"
#include "store.h"

/* ---- sets of rows ---- */

struct rowset {
	uint64_t *word;
	size_t rows;  /* rows it speaks of */
	size_t words; /* room */
};
/* Grows to `rows`, new ones absent. Dies when out of memory. */
void rowset_grow(struct rowset *set, size_t rows);
void rowset_release(struct rowset *set);
void rowset_fill(struct rowset *set, size_t rows); /* all present */
void rowset_and(struct rowset *set, const struct rowset *other);
size_t rowset_count(const struct rowset *set);
static inline bool rowset_has(const struct rowset *set, size_t row)
{
	return row < set->rows && (set->word[row / 64] >> (row % 64) & 1);
}
static inline void rowset_put(struct rowset *set, size_t row)
{
	set->word[row / 64] |= (uint64_t)1 << (row % 64);
}
/* It was present. */
static inline void rowset_drop(struct rowset *set, size_t row)
{
	set->word[row / 64] &= ~(1ull << (row % 64));
}

/* ---- labels ---- */

/* Appends an identity's label: without its account where that is the only one
 * loaded; of one without account NO_ACCOUNT stands behind it where another
 * would have the same label. A service keeps its host name; the panes shorten
 * it. SYM_NONE has no label. */
void label_put(const struct store *store, sym_t identity, struct buf *out);
/* Appends what names it alone, whatever else is in the store: for
 * expr_equal. */
void label_put_whole(const struct store *store, sym_t identity,
		     struct buf *out);

/* Labels that several roles of single sign-on have. */
struct alikes;
struct alikes *alikes_new(void); /* owned; knows of none yet */
void alikes_free(struct alikes *alikes);
/* Looks at the store's texts that are new, a few nanoseconds each. */
void alikes_look(struct alikes *alikes, const struct store *store);
/* Appends ` …cdef` to the label of such a role, or of a session of it: the end
 * of its digits, all of them where another has that end, too. Nothing where no
 * other role has the label. NULL knows of none. */
void alikes_put(const struct alikes *alikes, const struct store *store,
		sym_t shown, struct str ellipsis, struct buf *out);
/* True where alikes_put appends anything. */
bool alikes_has(const struct alikes *alikes, const struct store *store,
		sym_t shown);
/* label_put and alikes_put. */
void label_put_apart(const struct store *store, const struct alikes *alikes,
		     sym_t identity, struct str ellipsis, struct buf *out);

/* ---- fields ---- */

struct field; /* an alias, or a path */

/* Reads an alias (user, ip, name ...), a path (`requestParameters.groupId`)
 * or `*.end`. Owned, or NULL and ERR_QUERY. */
struct field *field_parse(struct str text, struct err *err);
void field_free(struct field *field);
struct str field_name(const struct field *field); /* as typed */
/* True when some event has it (so far). Otherwise *near (NULL is fine) gets
 * up to three nearest known names, comma-separated. */
bool field_known(const struct field *field, const struct store *store,
		 struct buf *near);
/* Appends the row's value, several joined by "; ". False: absent. */
bool field_put(const struct field *field, const struct store *store, row_t row,
	       struct buf *out);
/* The same of the first of several values; *more is how many others there
 * are. */
bool field_put_first(const struct field *field, const struct store *store,
		     row_t row, struct buf *out, size_t *more);
/* The column a field is, COL_COUNT for none; resource is no column. */
enum column field_column(const struct field *field);
bool field_is_resource(const struct field *field);
/* Its alias, or path, as expr_field gives it. Borrowed. */
struct str field_canonical(const struct field *field);
/* The alias to write for a column: "user", "event", "ip" ... */
const char *column_alias(enum column column);
/* The n-th alias, STR_NONE past the last; *about: what it means, in a few
 * words. */
struct str field_alias(size_t n, const char **about);
/* For completion: names as a filter has them, the best first. */
#define FIELD_NAMES 24
struct field_names {
	struct buf name[FIELD_NAMES];
	size_t count;
};
/* Fills empty *names with aliases and then paths met so far that begin with
 * what is typed, letters of either case; then `*.end` of several paths, paths
 * of which a later key begins so, and those that hold it. Looks at all paths a
 * few times. */
void field_complete(const struct store *store, struct str typed,
		    struct field_names *names);
void field_names_release(struct field_names *names);

/* ---- expressions ---- */

struct expr;

/* Owned, or NULL and ERR_QUERY with err->at the byte in `text` where
 * something else was expected. A leading `filter` is accepted. */
struct expr *expr_parse(struct str text, struct err *err);
void expr_free(struct expr *expr);
/* -1 and ERR_QUERY when it names a field that no event has (so far). */
int expr_check(const struct expr *expr, const struct store *store,
	       struct err *err);
/* The one field that a simple test (`user=x`, `user in [a, b]`, `!denied`)
 * speaks of, as its canonical alias or path: borrowed; STR_NONE otherwise. */
struct str expr_field(const struct expr *expr);
/* The values of a simple test: how many (0 for `denied`, and for what is no
 * simple test), and the n-th as it is meant, without quotes or escapes;
 * borrowed until expr_free. */
size_t expr_values(const struct expr *expr);
struct str expr_value(const struct expr *expr, size_t n);
/* True when it is `field = value` or `field in [...]`, not negated. */
bool expr_picks(const struct expr *expr);
/* True when it is "without": all of it stands under a `not`. */
bool expr_negated(const struct expr *expr);
/* The text which the last test that begins at or before byte `at` looks for in
 * any value: borrowed; STR_NONE where it asks something else, or stands under
 * a `not`. */
struct str expr_searched(const struct expr *expr, size_t at);
/* What the prompt should say: "`denied` alone means true; \"denied\" searches
 * the word"; "" for nothing. Borrowed until expr_free. */
const char *expr_hint(const struct expr *expr);
/* Appends the filter in one form, which parses to the same expression. */
void expr_put(const struct expr *expr, struct buf *out);
/* The same for what all of them keep; nothing for none. */
void expr_put_all(const struct expr *const *expr, size_t count,
		  struct buf *out);

/* What stands at the end of a filter that is being typed: *word is the name
 * or value begun there, which may be empty; returned is the field whose value
 * it is, STR_NONE where it is none. Both are parts of `text`. */
struct str expr_tail(struct str text, struct str *word);

/* ---- expressions made by the program ---- */

/* All are owned; what is made keeps exactly what it says, whatever the value
 * holds, also when it is printed and read back. */

/* Keeps the rows where field_put gives `value` (of several values, one of
 * them); an absent value: the rows that have none. `plain`: the caller knows
 * that this identity is the only one of its name, so that no quotes are
 * needed. NULL and ERR_QUERY when `field` is no name of a field, or can never
 * have the value. */
struct expr *expr_equal(struct str field, struct str value, bool plain,
			struct err *err);
/* The same of an identity of the store, SYM_NONE for rows that have none: it
 * keeps no namesake. */
struct expr *expr_identity(struct str field, const struct store *store,
			   sym_t identity);
/* The same of rows where `value` is a part of the field's text, which has
 * letters of the same case there. */
struct expr *expr_holds(struct str field, struct str value, struct err *err);
/* `expr`, which picks, with one more value: `user in [a, b]`. It stays the
 * caller's. NULL: it does not pick, or the value is absent or none. */
struct expr *expr_wider(const struct expr *expr, struct str value, bool plain);
/* Events from `from` to `to`, both in it; TIME_NONE for one of them: no bound.
 * NULL for a time before the year 0. */
struct expr *expr_span(int64_t from, int64_t to);
/* True when all that `expr` says is a stretch of time: seconds, `to` is not in
 * it; INT64_MIN and TIME_NONE where it has no bound. */
bool expr_stretch(const struct expr *expr, int64_t *from, int64_t *to);
/* Takes `expr`; what that leaves out. */
struct expr *expr_not(struct expr *expr);
/* Takes both; what both keep. */
struct expr *expr_and(struct expr *a, struct expr *b);

/* What an address or ARN that is typed or pasted names: `bucket/key`,
 * `bob`, `Role/session`, `queue/name`; any other text as it is. A part of it.
 */
struct str value_named(struct str typed);
/* Appends `value` of `field`, `plain` as for expr_equal, as one types it behind
 * the operator that `head` ends with: where that is a lone `=`, what
 * expr_equal writes; for a regex one that finds it. */
void expr_put_operand(const struct field *field, struct str head,
		      struct str value, bool plain, struct buf *out);
/* Appends `text` in quotes, which are read back byte for byte: a value, or
 * alone a filter that searches it literally in any value. */
void expr_put_literal(struct buf *out, struct str text);
/* The same for a pasted text: any of its lines, without the blanks around
 * it. Nothing when all are blank. */
void expr_put_lines(struct buf *out, struct str text);

/* ---- a filter: an expression at work on a store ---- */

struct filter;
/* Takes expr (NULL keeps every row). Never fails. */
struct filter *filter_new(struct expr *expr);
void filter_free(struct filter *filter);
/* Looks at no more than about `budget` rows further (0: all there are). True
 * while rows remain. */
bool filter_step(struct filter *filter, const struct store *store,
		 size_t budget);
/* What it keeps the rows of; NULL for every row. Borrowed until
 * filter_free. */
const struct expr *filter_expr(const struct filter *filter);
/* The rows kept among the first `rows` looked at; borrowed until a step. */
const struct rowset *filter_rows(const struct filter *filter);
/* True when a regex gave up on some value: counts are "at least". */
bool filter_gave_up(const struct filter *filter);

/* Where a regex or word finds something in one event. */
struct search;
/* Owned, or NULL and ERR_QUERY. PCRE2, UTF, case-insensitive unless the
 * pattern holds a capital outside escapes; match limits are set. */
struct search *search_new(struct str pattern, bool literal, struct err *err);
void search_free(struct search *search);
bool search_text(struct search *search, struct str text, size_t *from,
		 size_t *to); /* bytes of the first hit */
/* The first slot of the row with a hit, SLOT_NONE for none. */
uint32_t search_row(struct search *search, const struct store *store,
		    row_t row);
/* A filter that keeps the rows with a hit in any value. Takes nothing: the
 * search must outlive it. */
struct filter *filter_search(struct search *search);

#include "tally.h"

#endif
