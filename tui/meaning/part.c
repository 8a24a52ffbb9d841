/* SPDX-License-Identifier: MIT */
/* part.c - parts of a text, as names and patterns are taken apart. */
#include "part.h"
#include "meaning.h"

#include <ctype.h>
#include <stdlib.h>

struct str part_until(struct str s, char c)
{
	return part_take(&s, c);
}

struct str part_after(struct str s, char c)
{
	ptrdiff_t at = str_find(s, c);

	return at < 0 ? STR_NONE : str_slice(s, (size_t)at + 1, s.len);
}

struct str part_after_last(struct str s, char c)
{
	return str_slice(s, (size_t)(str_find_last(s, c) + 1), s.len);
}

/* Most globs begin with a letter, and most texts with another. */
static bool may_glob(struct str glob, struct str text)
{
	return !glob.len || glob.at[0] == '*' || glob.at[0] == '?' ||
	       (text.len && glob.at[0] == text.at[0]);
}

bool part_globs(struct str globs, struct str text)
{
	while (globs.len) {
		struct str glob = part_take(&globs, '|');
		bool not = glob.len && glob.at[0] == '!';

		if (not )
			glob = str_slice(glob, 1, glob.len);
		if (may_glob(glob, text) && str_glob(glob, text))
			return !not ;
	}
	return false;
}

/* The domains that services have in the partitions ("AWS service endpoints",
 * "ARN partitions" of the SDKs): public, China, the isolated ones of the
 * United States and Europe, the European Sovereign Cloud. */
struct str part_service(struct str source)
{
	static const struct str domains[] = {
		STR(".amazonaws.com"),  STR(".amazonaws.com.cn"),
		STR(".c2s.ic.gov"),     STR(".sc2s.sgov.gov"),
		STR(".csp.hci.ic.gov"), STR(".cloud.adc-e.uk"),
		STR(".amazonaws.eu"),
	};

	for (size_t i = 0; i < ARRAY_LEN(domains); i++)
		if (str_ends(source, domains[i]))
			return str_slice(source, 0,
					 source.len - domains[i].len);
	return source;
}

bool text_is_service(struct str text)
{
	return part_service(text).len < text.len ||
	       str_starts(text, STR("AWS Internal"));
}

static bool is_digits(struct str text)
{
	return text.len && part_number(text) >= 0;
}

/* The date that a name ends in: `20150331`, `2014_11_06`; its length, or 0. */
static size_t date_length(struct str name)
{
	struct str day = str_slice(name, name.len - 8, name.len);

	if (name.len > 8 && is_digits(day))
		return str_starts(day, STR("20")) ? 8 : 0;
	if (name.len < 11)
		return 0;
	day = str_slice(name, name.len - 10, name.len);
	return str_starts(day, STR("20")) && is_digits(str_slice(day, 0, 4)) &&
			       day.at[4] == '_' && day.at[7] == '_' &&
			       is_digits(str_slice(day, 5, 7)) &&
			       is_digits(str_slice(day, 8, 10))
		       ? 10
		       : 0;
}

size_t call_names(struct str call, struct str name[CALL_NAMES])
{
	size_t count = 0, date;
	ptrdiff_t v = str_find_last(call, 'v');
	struct str dated = str_slice(call, 0, v < 0 ? 0 : (size_t)v);

	name[count++] = call;
	if (v > 0 && is_digits(str_slice(call, (size_t)v + 1, call.len)) &&
	    date_length(dated))
		name[count++] = call = dated;
	date = date_length(call);
	if (date)
		name[count++] = str_slice(call, 0, call.len - date);
	return count;
}

long part_number(struct str s)
{
	long number = 0;

	for (size_t i = 0; i < s.len; i++) {
		if (s.at[i] < '0' || s.at[i] > '9')
			return -1;
		if (number < 1000000)
			number = number * 10 + (s.at[i] - '0');
	}
	return s.len ? number : -1;
}

void part_unescape(struct str text, struct buf *out)
{
	for (size_t i = 0; i < text.len; i++) {
		const char *at = &text.at[i];

		if (*at == '%' && i + 2 < text.len &&
		    isxdigit((unsigned char)at[1]) &&
		    isxdigit((unsigned char)at[2])) {
			const char digits[] = { at[1], at[2], '\0' };

			buf_addc(out, (char)strtol(digits, NULL, 16));
			i += 2;
		} else {
			buf_addc(out, *at);
		}
	}
}
