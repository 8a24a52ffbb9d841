/* SPDX-License-Identifier: MIT */
/* folder.h - a folder of real files for a test, and events to put there. */
#ifndef FOLDER_H
#define FOLDER_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base.h"

struct folder {
	char path[64];
};

static inline void folder_make(struct folder *folder)
{
	strcpy(folder->path, "/tmp/trailtui-test-XXXXXX");
	assert_non_null(mkdtemp(folder->path));
}

static inline void folder_remove(const struct folder *folder)
{
	char command[96];

	snprintf(command, sizeof(command), "rm -rf '%s'", folder->path);
	assert_int_equal(system(command), 0);
}

static inline char *folder_name(const struct folder *folder, const char *name)
{
	struct buf path = { 0 };

	buf_addf(&path, "%s/%s", folder->path, name);
	return path.at;
}

static inline void folder_put(const struct folder *folder, const char *name,
			      struct str bytes)
{
	char *path = folder_name(folder, name);
	FILE *file = fopen(path, "wb");

	assert_non_null(file);
	assert_int_equal(fwrite(bytes.at, 1, bytes.len, file), bytes.len);
	assert_int_equal(fclose(file), 0);
	free(path);
}

static inline void put_event(struct buf *out, unsigned n)
{
	buf_addf(out,
		 "{\"eventVersion\":\"1.11\",\"userIdentity\":{\"type\":"
		 "\"IAMUser\",\"userName\":\"user%u\",\"accountId\":"
		 "\"111122223333\"},\"eventTime\":\"2026-03-14T10:%02u:%02uZ\","
		 "\"eventSource\":\"ec2.amazonaws.com\",\"eventName\":"
		 "\"StartInstances\",\"awsRegion\":\"us-east-1\","
		 "\"sourceIPAddress\":\"203.0.113.%u\",\"readOnly\":false,"
		 "\"eventID\":\"00000000-0000-4000-8000-%012u\"}",
		 n % 5, n / 60 % 60, n % 60, n % 7, n);
}

/* `{"Records":[...]}` of `count` events that begin with the n-th. */
static inline void put_delivery(struct buf *out, unsigned n, unsigned count)
{
	buf_add(out, STR("{\"Records\":["));
	for (unsigned i = 0; i < count; i++) {
		if (i)
			buf_addc(out, ',');
		put_event(out, n + i);
	}
	buf_add(out, STR("]}"));
}

static inline void folder_events(const struct folder *folder, const char *name,
				 unsigned n, unsigned count)
{
	struct buf bytes = { 0 };

	put_delivery(&bytes, n, count);
	folder_put(folder, name, buf_str(&bytes));
	buf_release(&bytes);
}

#endif
