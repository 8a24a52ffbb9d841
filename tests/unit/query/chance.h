/* SPDX-License-Identifier: MIT */
/* chance.h - events and filters made by a reproducible stream of numbers,
 * from so few words that most filters keep some events and not others. */
#ifndef CHANCE_H
#define CHANCE_H

#include "asked.h"

static inline unsigned chance(unsigned *state, unsigned most)
{
	*state = *state * 1664525u + 1013904223u;
	return (*state >> 8) % most;
}

static inline const char *chosen(unsigned *state, const char *const *list,
				 size_t count)
{
	return list[chance(state, (unsigned)count)];
}
#define CHOSEN(state, list) chosen(state, list, ARRAY_LEN(list))

static inline void put_user(struct buf *out, unsigned *state, bool accounts)
{
	static const char *const names[] = { "alice", "bob", "Admin" };
	const char *account = accounts && chance(state, 3) == 0
				      ? "444455556666"
				      : "111122223333";
	const char *name = CHOSEN(state, names);

	if (chance(state, 4) == 0)
		buf_addf(out,
			 "{\"type\":\"AssumedRole\",\"arn\":\"arn:aws:sts::%s"
			 ":assumed-role/%s/s%u\",\"accountId\":\"%s\","
			 "\"sessionContext\":{\"sessionIssuer\":{\"type\":"
			 "\"Role\",\"arn\":\"arn:aws:iam::%s:role/%s\","
			 "\"accountId\":\"%s\",\"userName\":\"%s\"}}}",
			 account, name, chance(state, 3), account, account,
			 name, account, name);
	else
		buf_addf(out,
			 "{\"type\":\"IAMUser\",\"arn\":\"arn:aws:iam::%s:"
			 "user/%s\",\"accountId\":\"%s\",\"userName\":\"%s\"}",
			 account, name, account, name);
}

static inline void put_request(struct buf *out, unsigned *state)
{
	static const char *const networks[] = { "0.0.0.0/0", "10.0.0.0/8",
						"203.0.113.0/24" };
	unsigned items = chance(state, 3);

	buf_addf(out, ",\"requestParameters\":{\"n\":%u,\"items\":[",
		 chance(state, 12));
	for (unsigned i = 0; i < items; i++)
		buf_addf(out, "%s{\"cidr\":\"%s\",\"p\":\"%c\"}", i ? "," : "",
			 CHOSEN(state, networks), "abc"[chance(state, 3)]);
	buf_addf(out, "]}");
}

/* Adds an event; its id is its number. */
static inline void add_event(struct rig *rig, unsigned *state, unsigned id,
			     bool accounts)
{
	static const char *const calls[] = { "GetObject", "PutObject",
					     "DeleteTrail" };
	static const char *const places[] = { "203.0.113.7", "10.1.2.3",
					      "2001:db8::1" };
	static const char *const errors[] = { "AccessDenied", "NoSuchBucket",
					      "Throttling" };
	struct buf json = { 0 };

	buf_addf(&json,
		 "{\"eventID\":\"%08x-0000-4000-8000-%012x\","
		 "\"userIdentity\":",
		 id, id * 7);
	put_user(&json, state, accounts);
	buf_addf(&json,
		 ",\"eventName\":\"%s\",\"eventSource\":\"s3.amazonaws.com\","
		 "\"sourceIPAddress\":\"%s\",\"readOnly\":%s",
		 CHOSEN(state, calls), CHOSEN(state, places),
		 chance(state, 2) ? "true" : "false");
	if (chance(state, 8))
		buf_addf(&json, ",\"eventTime\":\"2024-05-%02uT%02u:00:00Z\"",
			 6 + chance(state, 3), chance(state, 24));
	if (chance(state, 3) == 0)
		buf_addf(&json, ",\"errorCode\":\"%s\"", CHOSEN(state, errors));
	if (chance(state, 2))
		put_request(&json, state);
	buf_addf(&json, ",\"recipientAccountId\":\"%s\"}",
		 accounts && chance(state, 2) ? "444455556666"
					      : "111122223333");
	rig_json(rig, 0, id, json.at);
	buf_release(&json);
}

static inline void add_events(struct rig *rig, unsigned *state, unsigned from,
			      unsigned count, bool accounts)
{
	for (unsigned i = 0; i < count; i++)
		add_event(rig, state, from + i, accounts);
	rig_flush(rig);
}

static inline void put_filter(struct buf *out, unsigned *state, unsigned depth)
{
	static const char *const tests[] = {
		"user=alice",
		"user=\"Admin\"",
		"user=Admin",
		"user~^a",
		"user!=bob",
		"user in [alice, role/Admin]",
		"role",
		"role=bob",
		"session=s1",
		"ip=10.0.0.0/8",
		"ip!=203.0.113.0/24",
		"event=*Object",
		"event!~object",
		"denied",
		"!failed",
		"class=notfound",
		"class",
		"error",
		"error!=AccessDenied",
		"write",
		"mfa",
		"mfa=false",
		"time=2024-05-07",
		"!time",
		"time>=2024-05-07T12:00",
		"time<2024-05-07",
		"alice",
		"PUT",
		"/t.*e/",
		"/^10\\./",
		"0000000e",
		"-8000-00000000000",
		"*.cidr=10.0.0.0/8",
		"*.cidr!=0.0.0.0/0",
		"requestParameters.n<7",
		"requestParameters.n>=7",
		"requestParameters.items[0].p=a",
		"*.p=b",
		"*.p!=c",
		"*.p",
		"!ispresent(requestParameters.n)",
		"*.p==\"a; b\"",
		"*.p=\"a; b\"",
		"requestParameters",
		"account=444455556666",
		"resource",
		"kind=management",
		"ispresent(mfa)",
		"service=s3",
		"errorCode like /denied/i",
		"id=00000003-*",
		"eventID>00000020",
	};

	if (depth == 0 || chance(state, 3) == 0) {
		buf_add(out, str_of(CHOSEN(state, tests)));
		return;
	}
	buf_add(out, chance(state, 3) ? STR("(") : STR("!("));
	put_filter(out, state, depth - 1);
	buf_add(out, chance(state, 2) ? STR(" and ") : STR(" or "));
	put_filter(out, state, depth - 1);
	buf_addc(out, ')');
}

#endif
