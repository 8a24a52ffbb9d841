/* SPDX-License-Identifier: MIT */
/* demo_event.c - see demo_event.h. The order of members is that of real
 * delivery files; ids come from the dice. */
#include <inttypes.h>
#include <string.h>

#include "demo_event.h"

/* splitmix64 (Steele, Lea, Flood 2014): every seed gives a good sequence. */
uint64_t dice_throw(struct dice *dice)
{
	uint64_t z = dice->state += 0x9e3779b97f4a7c15u;

	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
	z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
	return z ^ (z >> 31);
}

uint32_t dice_below(struct dice *dice, uint32_t sides)
{
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

static const char *one_of(struct dice *dice, const char *const *of,
			  size_t count)
{
	return of[dice_below(dice, (uint32_t)count)];
}

static const char *const buckets[] = {
	"example-web-assets",       "example-orders",          "example-logs",
	"example-customer-exports", "example-build-artifacts",
};
static const char *const instances[] = {
	"i-0123456789abcdef0", "i-0123456789abcdef1", "i-0123456789abcdef2",
	"i-0fedcba9876543210", "i-0fedcba9876543211",
};
static const char *const groups[] = {
	"sg-0123456789abcdef0",
	"sg-0123456789abcdef1",
	"sg-0fedcba9876543210",
};
static const char *const tables[] = { "orders", "sessions", "inventory" };
static const char *const queues[] = { "orders-new", "mail-out", "audit" };
static const char *const functions[] = {
	"order-processor",
	"thumbnailer",
	"invoice-mailer",
};

/* Fills one placeholder; the length of its name, 0 for none. */
static size_t put_placeholder(struct buf *out, struct dice *dice,
			      struct str rest)
{
	static const struct {
		const char *name;
		const char *const *of;
		uint32_t count;
	} list[] = {
		{ "bucket", buckets, ARRAY_LEN(buckets) },
		{ "instance", instances, ARRAY_LEN(instances) },
		{ "group", groups, ARRAY_LEN(groups) },
		{ "table", tables, ARRAY_LEN(tables) },
		{ "queue", queues, ARRAY_LEN(queues) },
		{ "function", functions, ARRAY_LEN(functions) },
	};

	for (size_t i = 0; i < ARRAY_LEN(list); i++)
		if (str_starts(rest, str_of(list[i].name))) {
			buf_add(out, str_of(one_of(dice, list[i].of,
						   list[i].count)));
			return strlen(list[i].name);
		}
	if (str_starts(rest, STR("uuid"))) {
		put_uuid(out, dice);
		return 4;
	}
	if (str_starts(rest, STR("num"))) {
		buf_addf(out, "%" PRIu32, 1 + dice_below(dice, 999));
		return 3;
	}
	if (str_starts(rest, STR("hex"))) {
		buf_addf(out, "0%016" PRIx64, dice_throw(dice));
		return 3;
	}
	if (str_starts(rest, STR("key"))) {
		buf_addf(out, "2026/03/14/part-%05" PRIu32 ".json.gz",
			 dice_below(dice, 4000));
		return 3;
	}
	return 0;
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

void demo_event_put(struct buf *out, struct dice *dice,
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
