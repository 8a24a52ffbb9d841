/* SPDX-License-Identifier: MIT */
/* base.h - what every room stands on: texts, buffers, errors, memory, time,
 * UTF-8 and the keyed dictionary. It knows nothing of CloudTrail.
 *
 * Memory comes in two classes. What grows with the input is asked for with
 * vec_reserve and may be refused: the caller answers ERR_FULL and stays as it
 * was. What does not grow with the input (windows, options, prompts) dies
 * through die(), whose hook restores the terminal first.
 *
 * A `struct str` is borrowed bytes, not NUL-terminated; who lends them says
 * until when. A NULL `at` means "absent", which is not the empty text. */
#ifndef BASE_H
#define BASE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#define ARRAY_LEN(a) (sizeof(a) / sizeof((a)[0]))
#define PRINTF_LIKE(f, a) __attribute__((format(printf, f, a)))

/* ---- texts ---- */

struct str {
	const char *at; /* NULL: absent */
	size_t len;
};

#define STR(literal) ((struct str){ "" literal, sizeof(literal) - 1 })
#define STR_NONE ((struct str){ NULL, 0 })
/* For printf: "%.*s", STR_ARG(s). Never for data bound for the screen. */
#define STR_ARG(s) (int)(s).len, (s).at ? (s).at : ""

struct str str_of(const char *text); /* NULL gives STR_NONE */
/* Absent equals only absent. These two are asked most, and mostly in vain: in
 * place they are a comparison of lengths. */
static inline bool str_eq(struct str a, struct str b)
{
	if (!a.at || !b.at)
		return !a.at && !b.at;
	return a.len == b.len && !memcmp(a.at, b.at, a.len);
}
static inline bool str_starts(struct str s, struct str prefix)
{
	return s.len >= prefix.len &&
	       str_eq((struct str){ s.at, prefix.len }, prefix);
}
int str_cmp(struct str a, struct str b);        /* bytewise, absent first */
bool str_eq_nocase(struct str a, struct str b); /* ASCII letters only */
bool str_starts_nocase(struct str s, struct str prefix); /* ASCII letters */
bool str_ends(struct str s, struct str suffix);
/* The place of the first or last `c`, or of the first `part`; else -1. */
ptrdiff_t str_find(struct str s, char c);
ptrdiff_t str_find_last(struct str s, char c);
ptrdiff_t str_search(struct str s, struct str part);
ptrdiff_t str_search_nocase(struct str s, struct str part);
struct str str_slice(struct str s, size_t from, size_t to); /* clipped */
struct str str_trim(struct str s); /* without ASCII white space around */
/* `*` any run, `?` one byte, else itself; at worst the product of the
 * lengths in steps. */
bool str_glob(struct str pattern, struct str s);
/* Edit distance, the case of ASCII letters apart; `most` + 1 when it is more,
 * or a text is over 128 bytes. */
unsigned str_distance(struct str a, struct str b, unsigned most);

/* ---- memory ---- */

/* Says why on stderr after the hook has run, and exits with status 2. */
_Noreturn void die(const char *format, ...) PRINTF_LIKE(1, 2);
void die_hook(void (*hook)(void)); /* called once, before the message */

void *xmalloc(size_t size); /* dies when out of memory; size 0 is fine */
void *xcalloc(size_t count, size_t size);
void *xrealloc(void *at, size_t size);
char *xstrdup(struct str s); /* owned, NUL-terminated */
/* Called once, first: batches grow and go all the time, and asking the system
 * for 16 MB at once makes loading 5% faster (tests/bench, 38,720 files). It
 * also ends glibc's guessing of what is large (mallopt(3)): arrays from 128 kB
 * on grow in place, where copying 20 of them was 200 ms in one turn. */
void memory_tune(void);

/* Makes room for `need` elements of `size` bytes in *(T **)at, at least
 * doubling. True, or false with everything as it was. */
bool vec_reserve(void *at, size_t *room, size_t need, size_t size);
/* The same for what is small beside the input: dies when out of memory. */
void vec_grow(void *at, size_t *room, size_t need, size_t size);
/* One element more, yet to be written, of an array whose count and room stand
 * beside it; dies as vec_grow. `*vec_add(list->line, list->lines, list->room) =
 * line` appends. */
#define vec_add(at, count, room)                                               \
	(vec_grow(&(at), &(room), (count) + 1, sizeof(*(at))), &(at)[(count)++])

/* Small texts that live together; freed together. Dies when out of memory. */
struct arena {
	struct arena_block *block;
	size_t used, room;
};
/* A copy, which begins at a multiple of 8. */
struct str arena_keep(struct arena *arena, struct str s);
void arena_release(struct arena *arena);

/* A text being built. Zero-initialised is empty. `at` is NUL-terminated once
 * anything was added. Dies when out of memory. */
struct buf {
	char *at;
	size_t len, room;
};
void buf_add(struct buf *buf, struct str s);
void buf_addc(struct buf *buf, char c);
void buf_addf(struct buf *buf, const char *format, ...) PRINTF_LIKE(2, 3);
void buf_add_count(struct buf *buf, uint64_t n); /* 23,981 */
void buf_reset(struct buf *buf);                 /* empty, memory kept */
void buf_release(struct buf *buf);
struct str buf_str(const struct buf *buf); /* borrowed until it changes */

/* ---- errors ---- */

enum err_code {
	ERR_NONE,
	ERR_FULL,  /* out of memory, or over a stated bound */
	ERR_FILE,  /* the operating system refused */
	ERR_DATA,  /* the input is not what it should be */
	ERR_QUERY, /* what the user typed does not parse */
	ERR_CUT,   /* the input ends inside something */
};

struct err {
	enum err_code code;
	uint64_t at; /* byte offset: of the data, or in the query */
	char text[240];
};

/* Fills *err (NULL is fine) and returns -1. */
int err_set(struct err *err, enum err_code code, uint64_t at,
	    const char *format, ...) PRINTF_LIKE(4, 5);

/* ---- time: seconds since 1970-01-01T00:00:00Z ---- */

#define TIME_NONE INT64_MAX /* sorts last */

enum zone { ZONE_UTC, ZONE_LOCAL /* of TZ in the environment */ };

/* Reads `2023-07-10T12:10:08Z`, also with fraction (dropped), offset, a space
 * for T, without seconds, date alone, and basic form. Without offset it is
 * UTC; :60 is the second after :59. False when there is no such day or time.
 * *span (NULL is fine) is how many seconds the text stands for: 86400 for a
 * date alone, 60 without seconds, else 1. */
bool time_read(struct str text, int64_t *time, int64_t *span);
/* Seconds, or milliseconds, since 1970: some exports write these. */
bool time_read_epoch(struct str text, int64_t *time);
/* `2h`, `15m`, `30s`, `1d`, also signed; false when it is not one. */
bool duration_read(struct str text, int64_t *seconds);
/* A time to the second as AWS writes it in requests and responses: one of the
 * two above, or `Jun 11, 2025, 3:15:20 AM`, which is UTC. False: none. */
bool time_read_written(struct str text, int64_t *time);
/* A time, or `-2h` before `last`; false when it is neither. */
bool time_read_ago(struct str text, int64_t last, int64_t *time);

struct clock {
	int64_t year;
	int month, day, hour, minute, second;
};
/* How far apart two times are; 0 when both are TIME_NONE, which is that far
 * from all others. */
int64_t time_apart(int64_t a, int64_t b);
struct clock time_split(int64_t time, enum zone zone);
/* `2023-07-10`, `12:10:08`, `2023-07-10 12:10:08`, and with T and Z. */
void time_put_date(struct buf *out, int64_t time, enum zone zone);
void time_put_clock(struct buf *out, int64_t time, enum zone zone);
void time_put_iso(struct buf *out, int64_t time); /* always UTC, T and Z */
/* As everywhere outside the screen: `2023-07-10T12:10:08Z`, or with the offset
 * that holds then, `2023-07-10T14:10:08+02:00`. Filters and options read both.
 * Nothing for TIME_NONE. */
void time_put_offset(struct buf *out, int64_t time, enum zone zone);
/* `UTC`, or the abbreviation that holds at `time`. Into `out`. */
void time_put_zone(struct buf *out, int64_t time, enum zone zone);
/* Appends the name of ZONE_LOCAL as the system knows it, `Europe/Berlin`, of
 * TZ or of /etc/localtime; false, and nothing, where it has none. */
bool zone_name(struct buf *out);

/* Seconds since some fixed moment, never going back. */
double time_now(void);

/* ---- UTF-8 (strict; widths of Unicode 15, ambiguous is 1) ---- */

/* The code point at `at`, or -1 for a byte that is not part of well-formed
 * UTF-8 (then 1 byte is taken). Returns the bytes taken; at < end. Surrogates
 * are read as such: JSON can hold a lone one, kept as its three bytes. */
size_t utf8_next(const char *at, const char *end, int32_t *point);
size_t utf8_put(char out[4], uint32_t point); /* bytes written */
enum point_class {
	POINT_PLAIN,
	POINT_MARK,    /* combining: takes no cell of its own */
	POINT_CONTROL, /* C0, DEL, C1 */
	POINT_HIDDEN,  /* bidi, zero width, format, surrogate, unassigned */
};
enum point_class point_class(int32_t point);
int point_width(int32_t point); /* cells of a plain point: 1 or 2 */
/* True when `s` holds hidden characters or controls other than tab, CR, LF. */
bool text_hides(struct str s);

/* ---- the keyed dictionary ---- */

typedef uint32_t sym_t;
#define SYM_NONE ((sym_t)0) /* absent; no text has it */

uint64_t hash_seed(void); /* random, from the operating system */
uint64_t hash_bytes(uint64_t seed, const void *at, size_t len);
uint64_t hash_mix(uint64_t a, uint64_t b);

struct dict_entry {
	const char *at;
	uint32_t len;
	uint32_t hash; /* low half of hash_bytes(seed, text) */
};

/* Distinct texts, numbered from 1 in the order they came. A text stays where
 * it is until dict_release. Two texts are equal exactly when their sym_t are.
 * A look-up costs one hash and, nearly always, one comparison. */
struct dict {
	struct dict_entry *entry; /* by sym; entry[0] is absent */
	size_t count, room;       /* entries, entry[0] included */
	uint32_t *slot;
	size_t slots;
	uint32_t *old; /* while it grows: the slots that it had; else NULL */
	size_t olds, moved, moves; /* entries that stand in new slots, too */
	struct dict_block *block, *spare;
	size_t bytes; /* of text held */
	uint64_t seed;
};
bool dict_init(struct dict *dict, uint64_t seed); /* false: no memory */
void dict_release(struct dict *dict);
void dict_reset(struct dict *dict); /* empty; memory kept; quick if few */
/* The text's number; SYM_NONE when it is absent, longer than 4 GiB, or there
 * is no memory for it (then nothing changed). */
sym_t dict_put(struct dict *dict, struct str s);
sym_t dict_put_hashed(struct dict *dict, struct str s, uint32_t hash);
sym_t dict_find(const struct dict *dict, struct str s); /* or SYM_NONE */
size_t dict_memory(const struct dict *dict);            /* bytes taken in all */
static inline struct str dict_text(const struct dict *dict, sym_t sym)
{
	const struct dict_entry *e = &dict->entry[sym];
	return (struct str){ e->at, e->len };
}

#endif
