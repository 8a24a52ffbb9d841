/* SPDX-License-Identifier: MIT */
/* test_time.c - points in time, against the C library and by example. */
#include "check.h"

#include <time.h>

struct reading {
	const char *text;
	int64_t time, span; /* span 0: must be refused */
};

static const struct reading readings[] = {
	{ "2023-07-10T12:10:08Z", 1688991008, 1 },
	{ "2023-07-10t12:10:08z", 1688991008, 1 },
	{ "2023-07-10 12:10:08", 1688991008, 1 },
	{ "2023-07-10T12:10:08", 1688991008, 1 },
	{ "2023-07-10T12:10:08.999999999Z", 1688991008, 1 },
	{ "2023-07-10T12:10:08,5Z", 1688991008, 1 },
	{ "2024-01-01 10:00:00.123", 1704103200, 1 },
	{ "2023-07-10T14:10:08+02:00", 1688991008, 1 },
	{ "2023-07-10T14:10:08+0200", 1688991008, 1 },
	{ "2023-07-10T07:10:08-05", 1688991008, 1 },
	{ "2023-07-10T17:55:08+05:45", 1688991008, 1 },
	{ "2023-07-10T12:10:08-00:00", 1688991008, 1 },
	{ "2023-07-11T00:10:08+12:00", 1688991008, 1 },
	{ "20131102T010628Z", 1383354388, 1 },
	{ "20131102T0106Z", 1383354360, 60 },
	{ "2023-07-10T12:10", 1688991000, 60 },
	{ "2023-07-10T12:10Z", 1688991000, 60 },
	{ "2023-07-10 12:10+01:00", 1688987400, 60 },
	{ "2023-07-10", 1688947200, 86400 },
	{ "20230710", 1688947200, 86400 },
	{ "1970-01-01T00:00:00Z", 0, 1 },
	{ "1969-12-31T23:59:59Z", -1, 1 },
	{ "0001-01-01", -62135596800, 86400 },
	{ "9999-12-31T23:59:59Z", 253402300799, 1 },
	{ "2016-12-31T23:59:60Z", 1483228800, 1 },
	{ "2024-02-29", 1709164800, 86400 },
	{ "2000-02-29", 951782400, 86400 },
	{ "2023-02-29", 0, 0 },
	{ "1900-02-29", 0, 0 },
	{ "2023-02-30T00:00:00Z", 0, 0 },
	{ "2023-04-31", 0, 0 },
	{ "2023-13-01", 0, 0 },
	{ "2023-00-01", 0, 0 },
	{ "2023-01-00", 0, 0 },
	{ "0000-01-01", 0, 0 },
	{ "2023-07-10T24:00:00Z", 0, 0 },
	{ "2023-07-10T23:60:00Z", 0, 0 },
	{ "2023-07-10T23:59:61Z", 0, 0 },
	{ "2023-07-10T12:10:08Z ", 0, 0 },
	{ " 2023-07-10", 0, 0 },
	{ "2023-07-10T", 0, 0 },
	{ "2023-07-10T12", 0, 0 },
	{ "2023-07-10T12:", 0, 0 },
	{ "2023-07-10T12:10:", 0, 0 },
	{ "2023-07-10T12:10:8", 0, 0 },
	{ "2023-07-10T12:10:08.", 0, 0 },
	{ "2023-07-10T12:10:08.Z", 0, 0 },
	{ "2023-07-10T12:10.5", 0, 0 },
	{ "2023-07-10T12:10:08+", 0, 0 },
	{ "2023-07-10T12:10:08+2", 0, 0 },
	{ "2023-07-10T12:10:08+02:", 0, 0 },
	{ "2023-07-10T12:10:08+02:60", 0, 0 },
	{ "2023-07-10T12:10:08+24:00", 0, 0 },
	{ "2023-07-10T12:10:08+02:00Z", 0, 0 },
	{ "2023-07-10T12:10:08ZZ", 0, 0 },
	{ "2023-07", 0, 0 },
	{ "2023-0710", 0, 0 },
	{ "202307-10", 0, 0 },
	{ "+023-07-10", 0, 0 },
	{ "2023/07/10", 0, 0 },
	{ "2023-07-1a", 0, 0 },
	{ "1688991008", 0, 0 },
	{ "", 0, 0 },
};

static void times_are_read_or_refused(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(readings); i++) {
		const struct reading *r = &readings[i];
		int64_t time = 5, span = 5;
		size_t len = strlen(r->text);
		char *copy = tight_copy(r->text, len);
		bool ok = time_read((struct str){ copy, len }, &time, &span);

		if (ok != (r->span != 0) ||
		    (ok && (time != r->time || span != r->span)))
			fail_msg("'%s': %d %lld %lld", r->text, ok,
				 (long long)time, (long long)span);
		free(copy);
	}
	assert_false(time_read(STR_NONE, &(int64_t){ 0 }, NULL));
	assert_true(time_read(STR("2023-07-10"), &(int64_t){ 0 }, NULL));
}

static void same_as_tm(struct clock c, const struct tm *tm)
{
	assert_int_equal(c.year, tm->tm_year + 1900);
	assert_int_equal(c.month, tm->tm_mon + 1);
	assert_int_equal(c.day, tm->tm_mday);
	assert_int_equal(c.hour, tm->tm_hour);
	assert_int_equal(c.minute, tm->tm_min);
	assert_int_equal(c.second, tm->tm_sec);
}

/* Every day of ten thousand years, each at another second. */
static void every_day_goes_out_and_comes_back(void **state)
{
	const int64_t first = -62135596800, last = 253402300799;
	struct buf buf = { 0 };
	int64_t back, step = 86400 + 1031;

	(void)state;
	for (int64_t t = first; t <= last; t += step) {
		time_t when = (time_t)t;
		struct tm tm;

		same_as_tm(time_split(t, ZONE_UTC), gmtime_r(&when, &tm));
		if ((t / step) % 7)
			continue;
		buf_reset(&buf);
		time_put_iso(&buf, t);
		assert_true(time_read(buf_str(&buf), &back, NULL));
		assert_true(back == t);
	}
	buf_release(&buf);
}

static void times_beyond_any_calendar_are_survived(void **state)
{
	static const int64_t times[] = { TIME_NONE, INT64_MIN, INT64_MIN + 1,
					 INT64_C(1) << 55 };
	struct buf buf = { 0 };

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(times); i++) {
		time_put_iso(&buf, times[i]);
		time_put_date(&buf, times[i], ZONE_LOCAL);
		time_put_clock(&buf, times[i], ZONE_LOCAL);
		time_put_zone(&buf, times[i], ZONE_LOCAL);
	}
	assert_true(time_split(INT64_MIN, ZONE_UTC).year < 0);
	buf_release(&buf);
}

static void the_local_zone_follows_the_year(void **state)
{
	struct buf buf = { 0 };

	(void)state;
	setenv("TZ", "CET-1CEST,M3.5.0,M10.5.0/3", 1);
	tzset();
	time_put_date(&buf, 1688991008, ZONE_LOCAL);
	buf_addc(&buf, ' ');
	time_put_clock(&buf, 1688991008, ZONE_LOCAL);
	buf_addc(&buf, ' ');
	time_put_zone(&buf, 1688991008, ZONE_LOCAL);
	buf_addc(&buf, ' ');
	time_put_zone(&buf, 1704103200, ZONE_LOCAL);
	buf_addc(&buf, ' ');
	time_put_zone(&buf, 1704103200, ZONE_UTC);
	assert_string_equal(buf.at, "2023-07-10 14:10:08 CEST CET UTC");
	buf_release(&buf);
}

static void durations_are_read_or_refused(void **state)
{
	static const struct {
		const char *text;
		int64_t seconds;
	} good[] = { { "30s", 30 },   { "15m", 900 },   { "2h", 7200 },
		     { "1d", 86400 }, { "-2h", -7200 }, { "+1h", 3600 },
		     { "007m", 420 }, { "0s", 0 } };
	static const char *const bad[] = {
		"",
		"h",
		"2",
		"-",
		"+h",
		"2 h",
		"2hh",
		"--2h",
		"2w",
		"h2",
		"1.5h",
		"99999999999999999999999d",
		"9223372036854775807d",
	};
	int64_t seconds;

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(good); i++) {
		assert_true(duration_read(str_of(good[i].text), &seconds));
		assert_int_equal(seconds, good[i].seconds);
	}
	for (size_t i = 0; i < ARRAY_LEN(bad); i++)
		if (duration_read(str_of(bad[i]), &seconds))
			fail_msg("'%s' is no duration", bad[i]);
}

static void times_as_aws_writes_them_are_read(void **state)
{
	static const struct {
		const char *text;
		int64_t time;
	} good[] = {
		{ "Jul 10, 2023, 12:10:08 PM", 1688991008 },
		{ "Jul 10, 2023 12:10:08 PM", 1688991008 },
		{ "Jul 10, 2023, 12:10:08\u202fPM", 1688991008 },
		{ "Jul 10, 2023, 12:10:08 AM", 1688947808 },
		{ "Jul 1, 2023, 1:10:08 AM", 1688173808 },
		{ "2023-07-10T12:10:08Z", 1688991008 },
		{ "2023-07-10T12:10:08.250Z", 1688991008 },
		{ "1688991008", 1688991008 },
		{ "1688991008000", 1688991008 },
		{ "1688991008.5", 1688991008 },
	};
	static const char *const bad[] = {
		"",
		"Jul",
		"x",
		"12:10",
		"2023-07-10",
		"Jul 10, 2023",
		"Jul 10, 2023, 13:10:08 PM",
		"Jul 10, 2023, 0:10:08 AM",
		"Jul 10, 2023, 12:10:08",
		"Jul 10, 2023, 12:10:08 XM",
		"Jul 10, 2023, 12:60:08 PM",
		"Feb 30, 2023, 12:10:08 PM",
		"Abc 10, 2023, 12:10:08 PM",
		"Jul 10, 2023, 12:10:08 PM UTC",
	};
	int64_t time;

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(good); i++) {
		assert_true(time_read_written(str_of(good[i].text), &time));
		assert_int_equal(time, good[i].time);
	}
	for (size_t i = 0; i < ARRAY_LEN(bad); i++)
		if (time_read_written(str_of(bad[i]), &time))
			fail_msg("'%s' is no time", bad[i]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(times_are_read_or_refused),
		cmocka_unit_test(every_day_goes_out_and_comes_back),
		cmocka_unit_test(times_beyond_any_calendar_are_survived),
		cmocka_unit_test(the_local_zone_follows_the_year),
		cmocka_unit_test(durations_are_read_or_refused),
		cmocka_unit_test(times_as_aws_writes_them_are_read),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
