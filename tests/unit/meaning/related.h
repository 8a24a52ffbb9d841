/* SPDX-License-Identifier: MIT */
/* related.h - what a call names, each with its part, as tests write it. */
#ifndef RELATED_H
#define RELATED_H

#include "sense.h"

#define ACCT "111122223333"
#define ARN(service, rest) "arn:aws:" service ":us-east-1:" ACCT ":" rest
#define ROLE(name) "arn:aws:iam::" ACCT ":role/" name

static inline void add_one(void *to, struct str identity, unsigned parts)
{
	struct buf *out = to;

	if (out->len)
		buf_add(out, STR(", "));
	buf_add(out, identity_label(identity));
	buf_add(out, STR(" = "));
	parts_put(parts, out);
}

static inline const char *related(struct desk *desk)
{
	struct record record = last(desk);

	buf_reset(&desk->out);
	buf_add(&desk->out, STR(""));
	record_resources(&record, add_one, &desk->out);
	return desk->out.at;
}

struct call {
	const char *service, *name, *request, *response, *want;
};

static inline void assert_related(struct desk *desk, const struct call *call)
{
	struct buf text = { 0 };

	buf_addf(&text,
		 "{'recipientAccountId':'" ACCT "','eventSource':"
		 "'%s.amazonaws.com','eventName':'%s','requestParameters':{%s},"
		 "'responseElements':{%s}}",
		 call->service, call->name, call->request, call->response);
	sense(desk, text.at);
	if (strcmp(related(desk), call->want) != 0)
		fail_msg("%s: '%s' and not '%s'", call->name, related(desk),
			 call->want);
	buf_release(&text);
}

static inline void assert_related_all(struct desk *desk,
				      const struct call *call, size_t calls)
{
	for (size_t i = 0; i < calls; i++)
		assert_related(desk, &call[i]);
}

#endif
