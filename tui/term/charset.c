/* SPDX-License-Identifier: MIT */
/* charset.c - whether the terminal may be sent more than ASCII. */

#include <langinfo.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "charset.h"

/* What the environment names, in the order the C library looks. */
static const char *wanted(void)
{
	static const char *const names[] = { "LC_ALL", "LC_CTYPE", "LANG" };

	for (size_t i = 0; i < ARRAY_LEN(names); i++) {
		const char *value = getenv(names[i]);

		if (value && *value)
			return value;
	}
	return "";
}

/* A locale that came over ssh may not be installed here; that it was UTF-8
 * still tells what the terminal is. */
bool charset_utf8(void)
{
	if (setlocale(LC_CTYPE, "") &&
	    strcmp(nl_langinfo(CODESET), "UTF-8") == 0)
		return true;
	if (!strcasestr(wanted(), "utf-8") && !strcasestr(wanted(), "utf8"))
		return false;
	return setlocale(LC_CTYPE, "C.UTF-8") != NULL;
}
