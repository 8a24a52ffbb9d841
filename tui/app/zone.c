/* SPDX-License-Identifier: MIT */
/* zone.c - see zone.h. A zone that the C library does not know would
 * silently be UTC under the zone's name, so its file is looked at before. */
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "zone.h"

static bool is_zone_file(const char *path)
{
	FILE *file = fopen(path, "rb");
	char magic[4] = { 0 };
	bool is;

	if (!file)
		return false;
	is = fread(magic, 1, 4, file) == 4 && !memcmp(magic, "TZif", 4);
	fclose(file);
	return is;
}

bool zone_choose(const char *name)
{
	struct buf path = { 0 };
	bool known;

	assert(name);
	if (*name == '/' || *name == ':' || strstr(name, ".."))
		return false;
	buf_addf(&path, "/usr/share/zoneinfo/%s", name);
	known = !strcmp(name, "UTC") || is_zone_file(path.at);
	buf_release(&path);
	if (!known)
		return false;
	setenv("TZ", name, 1);
	tzset();
	return true;
}
