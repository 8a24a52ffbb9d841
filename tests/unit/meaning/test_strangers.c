/* SPDX-License-Identifier: MIT */
/* Who is let in: nobody of one's own account, and the worse the more. */
#include "../../../tui/meaning/notable.h"
#include "sense.h"

#define ACCT "111122223333"

/* Adds alice's call with that request; the row that claims it. */
static const struct notable *call(struct desk *desk, const char *service,
				  const char *name, const char *request)
{
	struct buf text = { 0 };
	struct record record;

	buf_addf(&text,
		 "{'recipientAccountId':'" ACCT "','userIdentity':{'type':"
		 "'IAMUser','userName':'alice','accountId':'" ACCT "'},"
		 "'eventSource':'%s.amazonaws.com','eventName':'%s',"
		 "'requestParameters':{%s}}",
		 service, name, request);
	sense(desk, text.at);
	buf_release(&text);
	record = last(desk);
	return record_notable(&record);
}

/* A way to share something with accounts. */
struct share {
	const char *service, *name;
	const char *before, *after; /* the list */
	const char *item, *end;     /* around an account of it */
	bool single;                /* there is no list */
};

static void put_share(const struct share *share, bool own, bool other,
		      struct buf *out)
{
	buf_addf(out, "%s", share->before);
	if (own)
		buf_addf(out, "%s'" ACCT "'%s", share->item, share->end);
	if (own && other)
		buf_addf(out, ",");
	if (other)
		buf_addf(out, "%s'444455556666'%s", share->item, share->end);
	buf_addf(out, "%s", share->after);
}

/* Of one's own account nobody is let in; beside it, whoever else is named. */
static void ones_own_account_is_no_other(void **state)
{
	struct desk *desk = *state;
	static const struct share shares[] = {
		{ "ec2", "ModifySnapshotAttribute",
		  "'createVolumePermission':{'add':{'items':[", "]}}",
		  "{'userId':", "}", false },
		{ "ec2", "ModifyImageAttribute",
		  "'launchPermission':{'add':{'items':[", "]}}",
		  "{'userId':", "}", false },
		{ "rds", "ModifyDBSnapshotAttribute", "'valuesToAdd':[", "]",
		  "", "", false },
		{ "ssm", "ModifyDocumentPermission", "'accountIdsToAdd':[", "]",
		  "", "", false },
		{ "redshift", "AuthorizeSnapshotAccess",
		  "'accountWithRestoreAccess':", "", "", "", true },
		{ "ram", "CreateResourceShare", "'principals':[", "]", "", "",
		  false },
		{ "kms", "CreateGrant", "'granteePrincipal':", "", "", "",
		  true },
		{ "sns", "AddPermission", "'aWSAccountId':[", "]", "", "",
		  false },
	};

	for (size_t i = 0; i < ARRAY_LEN(shares); i++) {
		const struct share *share = &shares[i];
		struct buf request = { 0 };

		put_share(share, true, false, &request);
		assert_null(
			call(desk, share->service, share->name, request.at));
		assert_false(flagged(desk, FLAG_SHARED));
		buf_reset(&request);
		put_share(share, !share->single, true, &request);
		assert_non_null(
			call(desk, share->service, share->name, request.at));
		assert_true(flagged(desk, FLAG_SHARED));
		assert_non_null(strstr(told(desk), " account 444455556666"));
		assert_null(strstr(told(desk), " more"));
		buf_release(&request);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		SENSED(ones_own_account_is_no_other),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
