/* SPDX-License-Identifier: MIT */
/* demo.c - cuts the demo's day into files of five minutes and two regions.
 *
 * A file is made from its number: the crowd throws dice that the number
 * seeds, the story's scenes fall into the file of their moment. Delivery is
 * not in order of time inside a file, as in real trails. */
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <zlib.h>

#include "demo.h"
#include "demo_crowd.h"
#include "demo_story.h"

#define WINDOW 300 /* seconds a file covers */
#define WINDOWS (86400 / WINDOW)
#define SEED 0x7261696c747569u

static const char *const regions[] = { "us-east-1", "eu-west-1" };

struct slice { /* the file being made */
	struct buf *out;
	struct dice dice;
	size_t region;
	int64_t from; /* seconds since 1970 */
	bool some;    /* an event stands there already */
};

size_t demo_files(void)
{
	return WINDOWS * ARRAY_LEN(regions);
}

static struct slice slice_of(size_t n, struct buf *out)
{
	struct slice slice = {
		.out = out,
		.dice = { SEED + n * 0x10001u },
		.region = n % ARRAY_LEN(regions),
		.from = DEMO_DAY + (int64_t)(n / ARRAY_LEN(regions)) * WINDOW,
	};
	return slice;
}

void demo_name(size_t n, struct buf *out)
{
	struct slice slice = slice_of(n, out);
	struct clock at = time_split(slice.from + WINDOW, ZONE_UTC);
	const char *region = regions[slice.region];

	buf_addf(out,
		 "AWSLogs/%s/CloudTrail/%s/%04d/%02d/%02d/"
		 "%s_CloudTrail_%s_%04d%02d%02dT%02d%02dZ_%016" PRIX64
		 ".json.gz",
		 DEMO_ACCOUNT, region, (int)at.year, at.month, at.day,
		 DEMO_ACCOUNT, region, (int)at.year, at.month, at.day, at.hour,
		 at.minute, dice_throw(&slice.dice));
}

static void put(struct slice *slice, const struct demo_actor *actor,
		const struct demo_call *call, int64_t time)
{
	if (slice->some)
		buf_addc(slice->out, ',');
	slice->some = true;
	demo_event_put(slice->out, &slice->dice, actor, call,
		       regions[slice->region], time);
}

/* Office hours rise and fall; the night is quiet. */
static uint32_t average(const struct demo_habit *habit, int64_t from)
{
	int64_t hour = (from - DEMO_DAY) / 3600;

	if (hour < 7 || hour > 19)
		return habit->night;
	if (hour < 9 || hour > 17)
		return (habit->night + habit->day + 1u) / 2;
	return habit->day;
}

static void put_habit(struct slice *slice, const struct demo_habit *habit)
{
	uint32_t most = average(habit, slice->from);

	if (slice->region)
		most = habit->everywhere ? (most + 2) / 3 : 0;
	/* Half to one and a half times the average. */
	uint32_t count = most / 2 + dice_below(&slice->dice, most + 1);
	for (uint32_t i = 0; i < count; i++)
		put(slice, habit->actor,
		    &habit->call[dice_below(&slice->dice, habit->calls)],
		    slice->from + dice_below(&slice->dice, WINDOW));
}

static void put_scene(struct slice *slice, const struct demo_scene *scene)
{
	int64_t time = DEMO_DAY + scene->at;
	uint16_t times = scene->times ? scene->times : 1;

	for (uint16_t i = 0; i < times; i++, time += scene->step)
		if (time >= slice->from && time < slice->from + WINDOW)
			put(slice, scene->actor, &scene->call, time);
}

void demo_file(size_t n, struct buf *out)
{
	struct slice slice = slice_of(n, out);

	dice_throw(&slice.dice); /* the name's */
	buf_add(out, STR("{\"Records\":["));
	for (size_t i = 0; i < demo_habit_count; i++)
		put_habit(&slice, &demo_habits[i]);
	for (size_t i = 0; slice.region == 0 && i < demo_scene_count; i++)
		put_scene(&slice, &demo_scenes[i]);
	buf_add(out, STR("]}"));
}

/* ---- onto a disk ---- */

static int make_folders(char *path, struct err *err)
{
	for (char *slash = strchr(path + 1, '/'); slash;
	     slash = strchr(slash + 1, '/')) {
		*slash = '\0';
		int failed = mkdir(path, 0777) < 0 && errno != EEXIST;
		*slash = '/';
		if (failed)
			return err_set(err, ERR_FILE, 0, "%s: %s", path,
				       strerror(errno));
	}
	return 0;
}

static int write_gzip(const char *path, struct str bytes, struct err *err)
{
	gzFile out = gzopen(path, "wb6");
	bool ok = out &&
		  gzwrite(out, bytes.at, (unsigned)bytes.len) == (int)bytes.len;

	if (out && gzclose(out) != Z_OK)
		ok = false;
	return ok ? 0
		  : err_set(err, ERR_FILE, 0, "%s: %s", path, strerror(errno));
}

static int write_one(const char *dir, size_t n, struct err *err)
{
	struct buf path = { 0 };
	struct buf bytes = { 0 };
	int status;

	buf_addf(&path, "%s/", dir);
	demo_name(n, &path);
	demo_file(n, &bytes);
	status = make_folders(path.at, err);
	if (status == 0)
		status = write_gzip(path.at, buf_str(&bytes), err);
	buf_release(&path);
	buf_release(&bytes);
	return status;
}

int demo_write(const char *dir, struct err *err)
{
	for (size_t n = 0; n < demo_files(); n++)
		if (write_one(dir, n, err) < 0)
			return -1;
	printf("%zu files below %s/AWSLogs\n", demo_files(), dir);
	return 0;
}
