/* SPDX-License-Identifier: MIT */
/* mask.c - secrets do not leave the screen by a copy: what stands behind a
 * key that names one, in JSON (also in JSON inside a text) or in a URL, and
 * what looks like a session token wherever it stands. */
#include <string.h>

#include "view.h"

/* AWS leaves most of these out of a record; older records, data events and
 * what a log shipper added have them. */
static const struct str keys[] = {
	STR("sessionToken"),     STR("x-amz-security-token"),
	STR("secretAccessKey"),  STR("signinToken"),
	STR("webIdentityToken"), STR("SAMLAssertion"),
	STR("accessToken"),      STR("refreshToken"),
	STR("idToken"),          STR("authorizationToken"),
};

/* What session tokens of STS begin with, and the least that one takes; the
 * shortest that were ever seen have some 260 bytes. */
static const struct str heads[] = {
	STR("IQoJ"),
	STR("FwoGZXIvYXdz"),
	STR("FQoGZXIvYXdz"),
};
#define TOKEN_LEAST 100

bool mask_names(struct str field)
{
	ptrdiff_t dot = str_find_last(field, '.');
	struct str last = str_slice(field, (size_t)(dot + 1), field.len);

	for (size_t i = 0; i < ARRAY_LEN(keys); i++)
		if (str_eq_nocase(last, keys[i]))
			return true;
	return false;
}

/* `"...` or `\"...`, up to the quote that ends it: the bytes before the value,
 * and of it; 0: there is no text. */
static size_t value_quoted(struct str json, size_t *len)
{
	size_t at = 0, end, escapes = 0;

	while (at < json.len && json.at[at] == '\\')
		at++;
	if (at >= json.len || json.at[at++] != '"')
		return 0;
	while (at < json.len && memchr(" :\n\t", json.at[at], 4))
		at++;
	for (; at < json.len && json.at[at] == '\\'; at++)
		escapes++;
	if (at >= json.len || json.at[at++] != '"')
		return 0;
	for (end = at; end < json.len && json.at[end] != '"'; end++)
		if (!escapes && json.at[end] == '\\')
			end++;
	end = end < json.len ? end : json.len;
	*len = end - at >= escapes ? end - at - escapes : 0;
	return at;
}

/* `=...` of a URL, up to what ends it. */
static size_t value_of_url(struct str text, size_t *len)
{
	size_t end = 1;

	if (!text.len || text.at[0] != '=')
		return 0;
	while (end < text.len && !memchr("&\"'\\ <>", text.at[end], 7))
		end++;
	*len = end - 1;
	return 1;
}

static bool is_token_byte(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       (c >= '0' && c <= '9') || memchr("+/=_-%", c, 6);
}

/* Bytes of the token that `text` begins with; 0: it begins with none. */
static size_t token_length(struct str text)
{
	size_t len = 0;
	bool begins = false;

	for (size_t i = 0; i < ARRAY_LEN(heads); i++)
		begins |= str_starts(text, heads[i]);
	while (begins && len < text.len && is_token_byte(text.at[len]))
		len++;
	return len >= TOKEN_LEAST ? len : 0;
}

/* The bytes before a secret that `text` begins to tell of, and of it. */
static size_t secret_at(struct str text, size_t *len)
{
	*len = token_length(text);
	if (*len)
		return 0;
	for (size_t i = 0; i < ARRAY_LEN(keys); i++) {
		struct str rest = str_slice(text, keys[i].len, text.len);
		size_t from;

		if (!str_eq_nocase(str_slice(text, 0, keys[i].len), keys[i]))
			continue;
		from = value_quoted(rest, len);
		from = from ? from : value_of_url(rest, len);
		return from ? keys[i].len + from : 0;
	}
	return 0;
}

/* Spares most bytes of a large record the closer look. */
static bool may_begin(char c)
{
	return memchr("IiFSsXxWwAaRr", c, 13);
}

void mask_put(struct str text, struct buf *out)
{
	size_t done = 0;

	for (size_t at = 0; at < text.len; at++) {
		size_t len, from;

		if (!may_begin(text.at[at]))
			continue;
		from = secret_at(str_slice(text, at, text.len), &len);
		if (!len)
			continue;
		buf_add(out, str_slice(text, done, at + from));
		buf_add(out, STR(MASKED));
		done = at + from + len;
		at = done - 1;
	}
	buf_add(out, str_slice(text, done, text.len));
}
