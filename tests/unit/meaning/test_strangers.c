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

/* What is open to everyone is worse than what another account has. */
static void a_door_for_everyone_is_critical(void **state)
{
	struct desk *desk = *state;
	static const struct {
		const char *service, *name;
		const char *before, *after; /* around whom it lets in */
	} doors[] = {
		{ "iam", "UpdateAssumeRolePolicy",
		  "'policyDocument':'{`Statement`:[{`Effect`:`Allow`,"
		  "`Principal`:{`AWS`:`",
		  "`}}]}'" },
		{ "iam", "CreateRole",
		  "'assumeRolePolicyDocument':'{`Statement`:[{`Effect`:"
		  "`Allow`,`Principal`:{`AWS`:`",
		  "`}}]}'" },
		{ "kms", "PutKeyPolicy",
		  "'policy':'{`Statement`:[{`Effect`:`Allow`,`Principal`:{"
		  "`AWS`:`",
		  "`}}]}'" },
		{ "secretsmanager", "PutResourcePolicy",
		  "'resourcePolicy':'{`Statement`:[{`Effect`:`Allow`,"
		  "`Principal`:`",
		  "`}]}'" },
		{ "lambda", "AddPermission20150331v2", "'principal':'", "'" },
		{ "sqs", "AddPermission", "'aWSAccountIds':['", "']" },
	};

	for (size_t i = 0; i < ARRAY_LEN(doors); i++)
		for (int open = 0; open < 2; open++) {
			struct buf request = { 0 };
			const struct notable *notable;
			struct record record;

			buf_addf(&request, "%s%s%s", doors[i].before,
				 open ? "*" : "444455556666", doors[i].after);
			notable = call(desk, doors[i].service, doors[i].name,
				       request.at);
			record = last(desk);
			assert_non_null(notable);
			assert_int_equal(record_severity(&record, notable),
					 open ? SEVERITY_CRITICAL
					      : SEVERITY_HIGH);
			assert_non_null(strstr(told(desk), open ? "everyone"
								: "account 4"));
			buf_release(&request);
		}
}

/* Everyone of an organization, or by way of one resource, is not everyone. */
static void a_door_that_is_kept_is_not_critical(void **state)
{
	struct desk *desk = *state;
	const struct notable *notable =
		call(desk, "lambda", "AddPermission20150331v2",
		     "'principal':'*','principalOrgID':'o-example'");
	struct record record = last(desk);

	assert_non_null(notable);
	assert_int_equal(record_severity(&record, notable), SEVERITY_HIGH);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		SENSED(ones_own_account_is_no_other),
		SENSED(a_door_for_everyone_is_critical),
		SENSED(a_door_that_is_kept_is_not_critical),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
