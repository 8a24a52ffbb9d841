/* SPDX-License-Identifier: MIT */
/* demo.c - cuts the demo's day into files of five minutes and two regions.
 *
 * A file is made from its number: the crowd throws dice that the number
 * seeds, the story's scenes fall into the file of their moment. Delivery is
 * not in order of time inside a file, as in real trails. */
#include <assert.h>
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <zlib.h>

#include "demo.h"
#include "demo_day.h"

/* ---- one event: the order of members is that of real delivery files; ids
 * come from the dice ---- */

/* Throws numbers from a seed: the same on every machine. */
struct dice {
	uint64_t state;
};

/* splitmix64 (Steele, Lea, Flood 2014): every seed gives a good sequence. */
static uint64_t dice_throw(struct dice *dice)
{
	uint64_t z = dice->state += 0x9e3779b97f4a7c15u;

	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
	z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
	return z ^ (z >> 31);
}

static uint32_t dice_below(struct dice *dice, uint32_t sides)
{
	assert(sides);
	return (uint32_t)(dice_throw(dice) >> 32) % sides;
}

static void put_uuid(struct buf *out, struct dice *dice)
{
	uint64_t a = dice_throw(dice), b = dice_throw(dice);

	buf_addf(out,
		 "%08" PRIx64 "-%04" PRIx64 "-4%03" PRIx64 "-a%03" PRIx64
		 "-%012" PRIx64,
		 a >> 32, a >> 16 & 0xffff, a & 0xfff, b >> 52,
		 b & 0xffffffffffff);
}

/* Fills one placeholder; the length of its name, 0 for none. */
static size_t put_placeholder(struct buf *out, struct dice *dice,
			      struct str rest)
{
	static const struct {
		const char *name;
		uint32_t count;
		const char *of[5];
	} lists[] = {
		{ "bucket",
		  5,
		  { "example-web-assets", "example-orders", "example-logs",
		    "example-customer-exports", "example-build-artifacts" } },
		{ "instance",
		  5,
		  { "i-0123456789abcdef0", "i-0123456789abcdef1",
		    "i-0123456789abcdef2", "i-0fedcba9876543210",
		    "i-0fedcba9876543211" } },
		{ "group",
		  3,
		  { "sg-0123456789abcdef0", "sg-0123456789abcdef1",
		    "sg-0fedcba9876543210" } },
		{ "table", 3, { "orders", "sessions", "inventory" } },
		{ "queue", 3, { "orders-new", "mail-out", "audit" } },
		{ "function",
		  3,
		  { "order-processor", "thumbnailer", "invoice-mailer" } },
	};

	for (size_t i = 0; i < ARRAY_LEN(lists); i++)
		if (str_starts(rest, str_of(lists[i].name))) {
			uint32_t at = dice_below(dice, lists[i].count);

			buf_add(out, str_of(lists[i].of[at]));
			return strlen(lists[i].name);
		}
	if (str_starts(rest, STR("uuid"))) {
		put_uuid(out, dice);
		return 4;
	}
	if (str_starts(rest, STR("num")))
		buf_addf(out, "%" PRIu32, 1 + dice_below(dice, 999));
	else if (str_starts(rest, STR("hex")))
		buf_addf(out, "0%016" PRIx64, dice_throw(dice));
	else if (str_starts(rest, STR("key")))
		buf_addf(out, "2026/03/14/part-%05" PRIu32 ".json.gz",
			 dice_below(dice, 4000));
	else
		return 0;
	return 3;
}

static void put_template(struct buf *out, struct dice *dice, const char *text)
{
	struct str rest = str_of(text ? text : "null");

	for (;;) {
		ptrdiff_t mark = str_find(rest, '$');
		if (mark < 0)
			break;
		buf_add(out, str_slice(rest, 0, (size_t)mark));
		rest = str_slice(rest, (size_t)mark + 1, rest.len);
		rest = str_slice(rest, put_placeholder(out, dice, rest),
				 rest.len);
	}
	buf_add(out, rest);
}

static void put_where(struct buf *out, const struct demo_actor *actor,
		      const struct demo_call *call, const char *region,
		      int64_t time)
{
	buf_addf(out,
		 "{\"eventVersion\":\"1.11\",\"userIdentity\":%s,"
		 "\"eventTime\":\"",
		 actor->identity);
	time_put_iso(out, time);
	buf_addf(out,
		 "\",\"eventSource\":\"%s.amazonaws.com\",\"eventName\":"
		 "\"%s\",\"awsRegion\":\"%s\",\"sourceIPAddress\":\"%s\","
		 "\"userAgent\":\"%s\",",
		 call->service, call->name, region, actor->address,
		 actor->agent);
	if (call->error)
		buf_addf(out, "\"errorCode\":\"%s\",", call->error);
	if (call->message)
		buf_addf(out, "\"errorMessage\":\"%s\",", call->message);
}

static void put_call(struct buf *out, struct dice *dice,
		     const struct demo_actor *actor,
		     const struct demo_call *call, const char *region,
		     int64_t time)
{
	bool data = call->access == 'd' || call->access == 'D';
	bool read = call->access == 'r' || call->access == 'd';

	put_where(out, actor, call, region, time);
	buf_add(out, STR("\"requestParameters\":"));
	put_template(out, dice, call->request);
	buf_add(out, STR(",\"responseElements\":"));
	put_template(out, dice, call->error ? NULL : call->response);
	buf_add(out, STR(",\"requestID\":\""));
	put_uuid(out, dice);
	buf_add(out, STR("\",\"eventID\":\""));
	put_uuid(out, dice);
	buf_addf(out,
		 "\",\"readOnly\":%s,\"eventType\":\"%s\","
		 "\"managementEvent\":%s,\"recipientAccountId\":\"%s\","
		 "\"eventCategory\":\"%s\"",
		 read ? "true" : "false",
		 call->type ? call->type : "AwsApiCall",
		 data ? "false" : "true", DEMO_ACCOUNT,
		 data ? "Data" : "Management");
	if (call->extra)
		put_template(out, dice, call->extra);
	if (!strstr(actor->address, "amazonaws"))
		buf_addf(out,
			 ",\"tlsDetails\":{\"tlsVersion\":\"TLSv1.3\","
			 "\"cipherSuite\":\"TLS_AES_128_GCM_SHA256\","
			 "\"clientProvidedHostHeader\":\"%s.%s.amazonaws.com"
			 "\"}",
			 call->service, region);
	buf_addc(out, '}');
}

/* ---- files ---- */

#define WINDOW 300 /* seconds a file covers */
#define WINDOWS (86400 / WINDOW)
#define SEED 0x7261696c747569u

static const char *const regions[] = { "us-east-1", "eu-west-1" };

struct demo_part { /* the file being made */
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

static struct demo_part slice_of(size_t n, struct buf *out)
{
	assert(n < demo_files());
	struct demo_part slice = {
		.out = out,
		.dice = { SEED + n * 0x10001u },
		.region = n % ARRAY_LEN(regions),
		.from = DEMO_DAY + (int64_t)(n / ARRAY_LEN(regions)) * WINDOW,
	};
	return slice;
}

void demo_name(size_t n, struct buf *out)
{
	struct demo_part slice = slice_of(n, out);
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

static void put(struct demo_part *slice, const struct demo_actor *actor,
		const struct demo_call *call, int64_t time)
{
	if (slice->some)
		buf_addc(slice->out, ',');
	slice->some = true;
	put_call(slice->out, &slice->dice, actor, call, regions[slice->region],
		 time);
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

static void put_habit(struct demo_part *slice, const struct demo_habit *habit)
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

static void put_scene(struct demo_part *slice, const struct demo_scene *scene)
{
	int64_t time = DEMO_DAY + scene->at;

	for (uint16_t i = 0; i < scene->times; i++, time += scene->step)
		if (time >= slice->from && time < slice->from + WINDOW)
			put(slice, scene->actor, &scene->call, time);
}

void demo_file(size_t n, struct buf *out)
{
	struct demo_part slice = slice_of(n, out);

	dice_throw(&slice.dice); /* the name's */
	buf_add(out, STR("{\"Records\":["));
	for (const struct demo_habit *habit = demo_habits; habit->actor;
	     habit++)
		put_habit(&slice, habit);
	for (const struct demo_scene *scene = demo_scenes;
	     slice.region == 0 && scene->actor; scene++)
		put_scene(&slice, scene);
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

int demo_write(const char *dir, struct err *err)
{
	struct buf path = { 0 };
	struct buf bytes = { 0 };
	int status = 0;

	for (size_t n = 0; n < demo_files() && status == 0; n++) {
		buf_reset(&path);
		buf_reset(&bytes);
		buf_addf(&path, "%s/", dir);
		demo_name(n, &path);
		demo_file(n, &bytes);
		status = make_folders(path.at, err);
		if (status == 0)
			status = write_gzip(path.at, buf_str(&bytes), err);
	}
	if (status == 0)
		printf("%zu files below %s/AWSLogs\n", demo_files(), dir);
	buf_release(&path);
	buf_release(&bytes);
	return status;
}
