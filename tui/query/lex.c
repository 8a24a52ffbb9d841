/* SPDX-License-Identifier: MIT */
/* lex.c - cutting the filter text, and writing its pieces. White space is
 * ASCII; any other byte may be part of a word, so that pasted evidence passes
 * as it is. */
#include "lex.h"

#include <assert.h>

#include "query.h"

static bool is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

static char byte_at(const struct lex *lex, size_t at)
{
	return at < lex->text.len ? lex->text.at[at] : '\0';
}

void lex_space(struct lex *lex)
{
	while (lex->at < lex->text.len && is_space(lex->text.at[lex->at]))
		lex->at++;
}

/* True at white space, brackets, quotes and the end: not at an operator, so
 * that a field may be called `in`. */
static bool at_border(const struct lex *lex, size_t at)
{
	return at >= lex->text.len || is_space(lex->text.at[at]) ||
	       (lex->text.at[at] && strchr("()[],\"'`", lex->text.at[at]));
}

bool lex_take(struct lex *lex, const char *text)
{
	size_t end = lex->at + strlen(text);
	bool is_word = *text >= 'a' && *text <= 'z';

	if (!str_eq_nocase(str_slice(lex->text, lex->at, end), str_of(text)) ||
	    (is_word && !at_border(lex, end)))
		return false;
	lex->at = end;
	return true;
}

static bool ends_run(const struct lex *lex, enum lex_place place, size_t open)
{
	char c = lex->text.at[lex->at];

	if (is_space(c) || (c == ')' && !open))
		return true;
	if (c == ',' || c == ']')
		return place == PLACE_LIST ||
		       (c == ',' && place != PLACE_REGEX);
	if (place != PLACE_TEST)
		return false;
	if (c == '!')
		return byte_at(lex, lex->at + 1) == '=' ||
		       byte_at(lex, lex->at + 1) == '~';
	return c == '=' || c == '<' || c == '>' || c == '~';
}

struct str lex_run(struct lex *lex, enum lex_place place)
{
	size_t from = lex->at, open = 0;

	for (; !lex_ended(lex) && !ends_run(lex, place, open); lex->at++) {
		open += lex->text.at[lex->at] == '(';
		open -= lex->text.at[lex->at] == ')';
		/* `ispresent(` */
		if (place == PLACE_TEST && open && lex->at - from == 9 &&
		    str_eq_nocase(str_slice(lex->text, from, lex->at),
				  STR("ispresent")))
			break;
	}
	return str_slice(lex->text, from, lex->at);
}

/* ---- between quotes ---- */

static void value_take(struct lex_value *value, struct buf *text,
		       enum lex_form form, size_t from)
{
	buf_add(text, STR("")); /* so that there is memory to own */
	*value = (struct lex_value){ text->at, text->len, form, from };
}

static int hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* What follows a backslash. Others than these keep it, so that a regex may
 * stand between quotes: "\d+". */
static bool unescape(struct lex *lex, struct buf *text)
{
	static const char letters[] = "nrt\"'\\", meant[] = "\n\r\t\"'\\";
	char c = byte_at(lex, lex->at++);
	const char *known = c ? strchr(letters, c) : NULL;
	int high, low;

	if (known) {
		buf_addc(text, meant[known - letters]);
	} else if (c == 'x') {
		high = hex_digit(byte_at(lex, lex->at));
		low = hex_digit(byte_at(lex, lex->at + 1));
		if (high < 0 || low < 0)
			return false;
		lex->at += 2;
		buf_addc(text, (char)(high << 4 | low));
	} else {
		buf_addc(text, '\\');
		buf_addc(text, c);
	}
	return true;
}

int lex_quoted(struct lex *lex, struct lex_value *value, struct err *err)
{
	struct buf text = { 0 };
	size_t from = lex->at++;
	char quote = lex->text.at[from], c = '\0';

	assert(quote == '"' || quote == '\'');
	while (!lex_ended(lex) && (c = lex->text.at[lex->at++]) != quote)
		if (c != '\\' || lex_ended(lex)) {
			buf_addc(&text, c);
		} else if (!unescape(lex, &text)) {
			err_set(err, ERR_QUERY, lex->at,
				"expected two hex digits after '\\x'");
			goto fail;
		}
	if (c != quote) {
		err_set(err, ERR_QUERY, from, "expected a closing %c", quote);
		goto fail;
	}
	value_take(value, &text, FORM_QUOTED, from);
	if (at_border(lex, lex->at))
		return 0;
	return err_set(err, ERR_QUERY, lex->at,
		       "expected a space after the closing quote");
fail:
	buf_release(&text);
	return -1;
}

/* A backslash stays with the byte after it, since it is part of a path. */
int lex_name(struct lex *lex, struct buf *name, struct err *err)
{
	size_t from = lex->at++;
	char c;

	assert(lex->text.at[from] == '`');
	while ((c = lex_peek(lex)) != '`' && !lex_ended(lex)) {
		bool pair = c == '\\' && lex->at + 1 < lex->text.len;

		if (pair && byte_at(lex, lex->at + 1) != '`')
			buf_addc(name, c);
		buf_addc(name, byte_at(lex, lex->at + pair));
		lex->at += 1 + (size_t)pair;
	}
	if (lex_ended(lex))
		return err_set(err, ERR_QUERY, from,
			       "expected a closing backquote");
	lex->at++;
	return 0;
}

/* ---- between slashes ---- */

/* The border after a closing slash at `at` and its flag, or 0. */
static size_t closes_regex(const struct lex *lex, size_t at)
{
	at += byte_at(lex, at + 1) == 'i' ? 2 : 1;
	return at_border(lex, at) ? at : 0;
}

bool lex_regex(struct lex *lex, struct lex_value *value)
{
	bool slash = false, space = false;
	size_t close = lex->at + 1, end = 0;
	struct buf text = { 0 };

	if (lex_peek(lex) != '/')
		return false;
	for (; close < lex->text.len; close++) {
		char c = lex->text.at[close];

		if (c == '/' && (end = closes_regex(lex, close)) != 0)
			break;
		slash |= c == '/';
		space |= is_space(c);
		close += c == '\\';
		/* `/aws/a and /b/` are a path, `and`, and a regex. */
		if (slash && space)
			return false;
	}
	if (!end)
		return false;
	buf_add(&text, str_slice(lex->text, lex->at + 1, close));
	value_take(value, &text,
		   end == close + 2 ? FORM_REGEX_NOCASE : FORM_REGEX, lex->at);
	lex->at = end;
	return true;
}

/* ---- written ---- */

static bool is_clear(int32_t point)
{
	return point >= 0 && (point_class(point) == POINT_PLAIN ||
			      point_class(point) == POINT_MARK);
}

void expr_put_literal(struct buf *out, struct str text)
{
	const char *at = text.at, *end = text.at + text.len;

	buf_addc(out, '"');
	while (at < end) {
		int32_t point;
		size_t len = utf8_next(at, end, &point);

		if (*at == '"' || *at == '\\') {
			buf_addc(out, '\\');
			buf_addc(out, *at);
		} else if (is_clear(point)) {
			buf_add(out, (struct str){ at, len });
		} else {
			/* What could not be seen or typed, byte by byte. */
			for (size_t i = 0; i < len; i++)
				buf_addf(out, "\\x%02x", (unsigned char)at[i]);
		}
		at += len;
	}
	buf_addc(out, '"');
}

bool lex_keyword(struct str name)
{
	static const struct str words[] = {
		STR("and"),  STR("or"),     STR("not"),       STR("in"),
		STR("like"), STR("filter"), STR("ispresent"),
	};

	for (size_t i = 0; i < ARRAY_LEN(words); i++)
		if (str_eq_nocase(name, words[i]))
			return true;
	return false;
}

static bool is_plain_name(struct str name)
{
	struct str keys = str_starts(name, STR("*."))
				  ? str_slice(name, 2, name.len)
				  : name;

	return name.len && *name.at != '/' && !lex_keyword(name) &&
	       lex_made_of(keys, "_.@:/+-$#%[]\\");
}

void lex_put_name(struct buf *out, struct str name)
{
	if (is_plain_name(name) || (name.len > 1 && *name.at == '`')) {
		buf_add(out, name);
		return;
	}
	buf_addc(out, '`');
	for (size_t i = 0; i < name.len; i++) {
		if (name.at[i] == '`')
			buf_addc(out, '\\');
		buf_addc(out, name.at[i]);
		if (name.at[i] == '\\')
			buf_addc(out, i + 1 < name.len ? name.at[++i] : '\\');
	}
	buf_addc(out, '`');
}
