/* SPDX-License-Identifier: MIT */
/* time.c - points in time as seconds since 1970, read and written.
 *
 * Days are counted here and not by timegm, because timegm quietly turns
 * 30 February into 1 March: a time that does not exist is a finding about
 * the data, or a typing error, and must not select some other day. */
#include "base.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define DAY 86400

static bool is_leap(int64_t year)
{
	return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

static int days_in(int64_t year, int month)
{
	static const signed char days[] = { 31, 28, 31, 30, 31, 30,
					    31, 31, 30, 31, 30, 31 };

	return days[month - 1] + (month == 2 && is_leap(year));
}

/* Days from 1970-01-01. Counted in years that begin in March, so that the
 * leap day is the last one; 719468 days lie before 1970 in that count. */
static int64_t days_of(int64_t year, int month, int day)
{
	int64_t months = year * 12 + month - 3;
	int64_t y = months / 12, m = months % 12;

	return y * 365 + y / 4 - y / 100 + y / 400 + (m * 153 + 2) / 5 + day -
	       1 - 719468;
}

/* Takes `count` digits off the front of *text. */
static bool take_digits(struct str *text, unsigned count, int *number)
{
	int n = 0;

	if (text->len < count)
		return false;
	for (unsigned i = 0; i < count; i++) {
		char c = text->at[i];

		if (c < '0' || c > '9')
			return false;
		n = n * 10 + (c - '0');
	}
	*number = n;
	text->at += count;
	text->len -= count;
	return true;
}

static bool take_char(struct str *text, char c)
{
	if (!text->len || text->at[0] != c)
		return false;
	text->at++;
	text->len--;
	return true;
}

/* `2023-07-10` or `20230710`: whether the first dash is there decides. */
static bool take_date(struct str *text, int64_t *time)
{
	int year, month, day;
	bool dashed;

	if (!take_digits(text, 4, &year))
		return false;
	dashed = take_char(text, '-');
	if (!take_digits(text, 2, &month) ||
	    (dashed && !take_char(text, '-')) || !take_digits(text, 2, &day))
		return false;
	if (year < 1 || month < 1 || month > 12 || day < 1 ||
	    day > days_in(year, month))
		return false;
	*time = days_of(year, month, day) * DAY;
	return true;
}

/* Any number of digits after a point or comma; the fraction is dropped. */
static bool take_fraction(struct str *text)
{
	int digit;

	if (!take_char(text, '.') && !take_char(text, ','))
		return true;
	if (!take_digits(text, 1, &digit))
		return false;
	while (take_digits(text, 1, &digit))
		;
	return true;
}

/* `12:10`, `12:10:08`, `12:10:08.5`, `1210`, `121008`. A leap second :60 is
 * the second after it, as POSIX time has no name for it. */
static bool take_clock(struct str *text, int64_t *time, int64_t *span)
{
	int hour, minute, second;
	bool colons;

	if (!take_digits(text, 2, &hour))
		return false;
	colons = take_char(text, ':');
	if (!take_digits(text, 2, &minute) || hour > 23 || minute > 59)
		return false;
	*time += hour * 3600 + minute * 60;
	*span = 60;
	if (colons ? !take_char(text, ':')
		   : !text->len || text->at[0] < '0' || text->at[0] > '9')
		return true;
	if (!take_digits(text, 2, &second) || second > 60)
		return false;
	*time += second;
	*span = 1;
	return take_fraction(text);
}

/* Nothing, `Z`, `+02:00`, `+0200`, `+02`: taken off the time. */
static bool take_offset(struct str *text, int64_t *time)
{
	int hour, minute = 0;
	int64_t sign;

	if (!text->len || take_char(text, 'Z') || take_char(text, 'z'))
		return true;
	sign = text->at[0] == '-' ? -1 : 1;
	if (!take_char(text, '+') && !take_char(text, '-'))
		return false;
	if (!take_digits(text, 2, &hour) || hour > 23)
		return false;
	if (text->len && ((take_char(text, ':') && !text->len) ||
			  !take_digits(text, 2, &minute) || minute > 59))
		return false;
	*time -= sign * (hour * 3600 + minute * 60);
	return true;
}

bool time_read(struct str text, int64_t *time, int64_t *span)
{
	int64_t at, length = DAY;

	if (!take_date(&text, &at))
		return false;
	if (text.len) {
		if (!take_char(&text, 'T') && !take_char(&text, 't') &&
		    !take_char(&text, ' '))
			return false;
		if (!take_clock(&text, &at, &length) ||
		    !take_offset(&text, &at) || text.len)
			return false;
	}
	*time = at;
	if (span)
		*span = length;
	return true;
}

bool duration_read(struct str text, int64_t *seconds)
{
	static const struct {
		char unit;
		int64_t seconds;
	} units[] = { { 's', 1 }, { 'm', 60 }, { 'h', 3600 }, { 'd', DAY } };
	int64_t sign = 1, n = 0;
	int digit;

	if (take_char(&text, '-'))
		sign = -1;
	else
		take_char(&text, '+');
	if (!take_digits(&text, 1, &digit))
		return false;
	do {
		n = n * 10 + digit;
		if (n > INT64_MAX / (DAY * 10) - 1)
			return false;
	} while (take_digits(&text, 1, &digit));
	for (size_t i = 0; i < ARRAY_LEN(units); i++)
		if (take_char(&text, units[i].unit) && !text.len) {
			*seconds = sign * n * units[i].seconds;
			return true;
		}
	return false;
}

int64_t time_apart(int64_t a, int64_t b)
{
	if (a == TIME_NONE || b == TIME_NONE)
		return a == b ? 0 : TIME_NONE;
	return a > b ? a - b : b - a;
}

bool time_read_epoch(struct str text, int64_t *time)
{
	int64_t value = 0;
	size_t i = 0;

	for (; i < text.len && i < 13; i++) {
		if (text.at[i] < '0' || text.at[i] > '9')
			break;
		value = value * 10 + (text.at[i] - '0');
	}
	if ((i != 10 && i != 13) || (i < text.len && text.at[i] != '.'))
		return false;
	*time = i == 13 ? value / 1000 : value;
	return true;
}

/* `Jun`: 1 to 12; 0: no month. */
static int take_month(struct str *text)
{
	static const char names[] = "JanFebMarAprMayJunJulAugSepOctNovDec";

	for (int i = 0; text->len >= 3 && i < 12; i++)
		if (!memcmp(text->at, names + i * 3, 3)) {
			text->at += 3;
			text->len -= 3;
			return i + 1;
		}
	return 0;
}

/* One digit or two. */
static bool take_number(struct str *text, int *number)
{
	return take_digits(text, 2, number) || take_digits(text, 1, number);
}

/* ` AM`, ` PM`; Java writes a narrow blank since its version 20. */
static bool take_half(struct str *text, int *hour)
{
	bool after = str_ends(*text, STR("PM"));

	if (*hour < 1 || *hour > 12 ||
	    (!str_eq(*text, STR(" AM")) && !str_eq(*text, STR(" PM")) &&
	     !str_eq(*text, STR("\xe2\x80\xaf"
				"AM")) &&
	     !str_eq(*text, STR("\xe2\x80\xaf"
				"PM"))))
		return false;
	*hour = *hour % 12 + (after ? 12 : 0);
	return true;
}

/* `Jun 11, 2025, 3:15:20 AM`, in UTC; the second comma came with Java 9. */
static bool read_american(struct str text, int64_t *time)
{
	int year, month, day, hour, minute, second;

	month = take_month(&text);
	if (!month || !take_char(&text, ' ') || !take_number(&text, &day) ||
	    !take_char(&text, ',') || !take_char(&text, ' ') ||
	    !take_digits(&text, 4, &year))
		return false;
	take_char(&text, ',');
	if (!take_char(&text, ' ') || !take_number(&text, &hour) ||
	    !take_char(&text, ':') || !take_digits(&text, 2, &minute) ||
	    !take_char(&text, ':') || !take_digits(&text, 2, &second) ||
	    !take_half(&text, &hour))
		return false;
	if (year < 1 || day < 1 || day > days_in(year, month) || minute > 59 ||
	    second > 60)
		return false;
	*time = days_of(year, month, day) * DAY + hour * 3600 + minute * 60 +
		second;
	return true;
}

bool time_read_written(struct str text, int64_t *time)
{
	int64_t span;

	if (read_american(text, time) || time_read_epoch(text, time))
		return true;
	return time_read(text, time, &span) && span == 1;
}

bool time_read_ago(struct str text, int64_t last, int64_t *time)
{
	int64_t before;

	if (!str_starts(text, STR("-")))
		return time_read(text, time, NULL);
	if (!duration_read(text, &before))
		return false;
	*time = last + before;
	return true;
}

/* Of UTC, the inverse of days_of: first the cycle of 400 years, which is
 * 146097 days, then the year in it (counted from March), then the month. */
static struct clock split_utc(int64_t time)
{
	int64_t second = (time % DAY + DAY) % DAY;
	int64_t days = time / DAY - (time % DAY < 0) + 719468;
	int64_t cycle = (days - (days < 0 ? 146096 : 0)) / 146097;
	int64_t in_cycle = days - cycle * 146097;
	int64_t y = (in_cycle - in_cycle / 1460 + in_cycle / 36524 -
		     in_cycle / 146096) /
		    365;
	int64_t in_year = in_cycle - (y * 365 + y / 4 - y / 100);
	int64_t m = (in_year * 5 + 2) / 153;

	return (struct clock){
		.year = cycle * 400 + y + (m >= 10),
		.month = (int)(m < 10 ? m + 3 : m - 9),
		.day = (int)(in_year - (m * 153 + 2) / 5 + 1),
		.hour = (int)(second / 3600),
		.minute = (int)(second / 60 % 60),
		.second = (int)(second % 60),
	};
}

struct clock time_split(int64_t time, enum zone zone)
{
	time_t when = (time_t)time;
	struct tm tm;

	/* Years that struct tm cannot hold are the same in any zone. */
	if (zone == ZONE_UTC || !localtime_r(&when, &tm))
		return split_utc(time);
	return (struct clock){
		.year = (int64_t)tm.tm_year + 1900,
		.month = tm.tm_mon + 1,
		.day = tm.tm_mday,
		.hour = tm.tm_hour,
		.minute = tm.tm_min,
		.second = tm.tm_sec,
	};
}

void time_put_date(struct buf *out, int64_t time, enum zone zone)
{
	struct clock c = time_split(time, zone);

	buf_addf(out, "%04lld-%02d-%02d", (long long)c.year, c.month, c.day);
}

void time_put_clock(struct buf *out, int64_t time, enum zone zone)
{
	struct clock c = time_split(time, zone);

	buf_addf(out, "%02d:%02d:%02d", c.hour, c.minute, c.second);
}

void time_put_iso(struct buf *out, int64_t time)
{
	time_put_date(out, time, ZONE_UTC);
	buf_addc(out, 'T');
	time_put_clock(out, time, ZONE_UTC);
	buf_addc(out, 'Z');
}

void time_put_zone(struct buf *out, int64_t time, enum zone zone)
{
	time_t when = (time_t)time;
	struct tm tm;

	if (zone == ZONE_UTC || !localtime_r(&when, &tm))
		buf_add(out, STR("UTC"));
	else
		buf_add(out, str_of(tm.tm_zone));
}

bool zone_name(struct buf *out)
{
	static const char folder[] = "/zoneinfo/";
	const char *name = getenv("TZ");
	char link[PATH_MAX];
	ssize_t len;

	if (!name || !*name) {
		len = readlink("/etc/localtime", link, sizeof(link) - 1);
		link[len > 0 ? len : 0] = '\0';
		name = strstr(link, folder);
		name = name ? name + sizeof(folder) - 1 : NULL;
	}
	if (name && *name == ':')
		name++;
	if (!name || !*name)
		return false;
	buf_add(out, str_of(name));
	return true;
}

void time_put_offset(struct buf *out, int64_t time, enum zone zone)
{
	time_t seconds = (time_t)time;
	struct tm tm;
	long minutes;

	if (time == TIME_NONE)
		return;
	if (zone == ZONE_UTC || !localtime_r(&seconds, &tm)) {
		time_put_iso(out, time);
		return;
	}
	minutes = tm.tm_gmtoff / 60;
	time_put_date(out, time, zone);
	buf_addc(out, 'T');
	time_put_clock(out, time, zone);
	buf_addf(out, "%c%02ld:%02ld", minutes < 0 ? '-' : '+',
		 labs(minutes) / 60, labs(minutes) % 60);
}

double time_now(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}
