/* SPDX-License-Identifier: MIT */
/* lex.h - the filter text as pieces: words, quoted texts, regexes, operators.
 *
 * What a piece is depends on where it stands (`a/b` is a value, `/b/` a regex;
 * `,` ends a value), so that the parser asks for what it expects instead of
 * being handed tokens. Nothing here knows fields or what a test means. */
#ifndef LEX_H
#define LEX_H

#include "base.h"

#include <string.h>

struct lex {
	struct str text;
	size_t at; /* the next byte */
};

enum lex_op {
	OP_NONE,
	OP_EQUAL,      /* = */
	OP_WHOLE,      /* == */
	OP_REGEX,      /* ~ */
	OP_REGEX_CASE, /* =~ and `like /re/`: as Logs Insights has them */
	OP_PART,       /* `like "text"` */
	OP_LESS,
	OP_LESS_EQUAL,
	OP_MORE,
	OP_MORE_EQUAL,
	OP_IN,
	OP_PRESENT,
};

/* True where `/regex/` may follow. */
static inline bool op_takes_regex(enum lex_op op)
{
	return op == OP_REGEX || op == OP_REGEX_CASE || op == OP_PART;
}

enum lex_form {
	FORM_PLAIN,  /* as it stands; `*` and `?` are special to `=` */
	FORM_QUOTED, /* exactly this text */
	FORM_REGEX,  /* between slashes */
	FORM_REGEX_NOCASE,
};

struct lex_value {
	char *at; /* owned */
	size_t len;
	enum lex_form form;
	size_t from; /* byte in the filter text where it begins */
};
static inline struct str lex_text(const struct lex_value *value)
{
	return (struct str){ value->at, value->len };
}

/* A copy of `text` as a value. */
static inline struct lex_value lex_copy(struct str text, enum lex_form form,
					size_t from)
{
	return (struct lex_value){ xstrdup(text), text.len, form, from };
}

void lex_space(struct lex *lex); /* passes white space */
static inline bool lex_ended(const struct lex *lex)
{
	return lex->at >= lex->text.len;
}
/* The next byte, 0 at the end (a NUL in the text is no end: lex_ended). */
static inline char lex_peek(const struct lex *lex)
{
	return lex_ended(lex) ? '\0' : lex->text.at[lex->at];
}
/* Passes `text` if it stands there: signs, or a word (in small letters), which
 * may have any case of letters and must stand alone. */
bool lex_take(struct lex *lex, const char *text);

/* Where a run of plain text stands decides what ends it. */
enum lex_place {
	PLACE_TEST,  /* a word or field: also operators end it */
	PLACE_VALUE, /* white space, `,` and a `)` that it did not open */
	PLACE_LIST,  /* also `]` */
	PLACE_REGEX, /* `,` belongs to it: `a{2,3}` */
};
/* Takes a run of plain text; it may be empty. Borrowed from the text. */
struct str lex_run(struct lex *lex, enum lex_place place);
/* Takes a text between `"` or `'` (the next byte is one). 0, or -1: it has no
 * end, or a `\x` without two digits. */
int lex_quoted(struct lex *lex, struct lex_value *value, struct err *err);
/* Takes a name between backquotes, `\`` for a backquote, and appends it to
 * `name`. 0 or -1. */
int lex_name(struct lex *lex, struct buf *name, struct err *err);
/* Takes `/regex/` or `/regex/i` when the text goes on with one that ends
 * before a space, a bracket, a comma or the end; false: it is plain text. */
bool lex_regex(struct lex *lex, struct lex_value *value);

/* ---- written, so that it is read back byte for byte ---- */

/* True for the words of the language: and, or, not, in ... */
bool lex_keyword(struct str name);
/* True when all of it are ASCII letters, digits and these signs. */
static inline bool lex_made_of(struct str text, const char *signs)
{
	for (size_t i = 0; i < text.len; i++) {
		char c = text.at[i];

		if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
		      (c >= '0' && c <= '9') || (c && strchr(signs, c))))
			return false;
	}
	return true;
}
/* A field's name, between backquotes where it needs them. */
void lex_put_name(struct buf *out, struct str name);

#endif
