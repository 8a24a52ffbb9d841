/* SPDX-License-Identifier: MIT */
/* aside.c - the account of what was set aside. */
#include "aside.h"

#include <inttypes.h>

#define GROUPS_MOST 16

const char *aside_why(const struct reader *r, size_t row)
{
	const char *why = r->formats[row].why;

	return why ? why : "nested too deeply to be looked into";
}

void aside_note(struct reader *r, size_t row)
{
	if (!r->aside[row].count++) {
		r->aside[row].first = cursor_offset(r);
		r->asides++;
	}
}

bool aside_due(const struct reader *r)
{
	return r->asides && r->groups < GROUPS_MOST;
}

bool aside_tell(struct reader *r, struct err *err)
{
	size_t first = FORMATS_MOST;
	const char *why;

	for (size_t n = 0; n < FORMATS_MOST; n++)
		if (r->aside[n].count &&
		    (first == FORMATS_MOST ||
		     r->aside[n].first < r->aside[first].first))
			first = n;
	if (first == FORMATS_MOST)
		return false;
	why = aside_why(r, first);
	if (r->aside[first].count > 1)
		err_set(err, ERR_DATA, r->aside[first].first,
			"%" PRIu64 " values: %s", r->aside[first].count, why);
	else
		err_set(err, ERR_DATA, r->aside[first].first, "%s", why);
	r->aside[first].count = 0;
	r->asides--;
	r->groups++;
	return true;
}
