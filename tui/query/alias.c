/* SPDX-License-Identifier: MIT */
/* alias.c - the short names of the filter language: one table. A new alias is
 * a new row. The first name of a column is the one that is written. */
#include "field.h"

#define COLUMN(name, column, reading)                                          \
	{                                                                      \
		name, GROUND_COLUMN, READ_##reading, COL_##column, 0, 0, 0,    \
			NULL                                                   \
	}
#define COLUMN_OF(name, column, path)                                          \
	{                                                                      \
		name, GROUND_COLUMN, READ_TEXT, COL_##column, 0, 0, 0, path    \
	}
#define PATH(name, path)                                                       \
	{                                                                      \
		name, GROUND_PATH, READ_TEXT, COL_COUNT, 0, 0, 0, path         \
	}
#define GROUND(name, ground, reading)                                          \
	{                                                                      \
		name, GROUND_##ground, READ_##reading, COL_COUNT, 0, 0, 0,     \
			NULL                                                   \
	}
#define FLAG(name, flag)                                                       \
	{                                                                      \
		name, GROUND_FLAG, READ_TEXT, COL_COUNT, FLAG_##flag,          \
			FLAG_##flag, 0, NULL                                   \
	}
#define NO_FLAG(name, flag)                                                    \
	{                                                                      \
		name, GROUND_FLAG, READ_TEXT, COL_COUNT, FLAG_##flag, 0, 0,    \
			NULL                                                   \
	}

static const struct alias aliases[] = {
	COLUMN("user", USER, IDENTITY),
	GROUND("role", ROLE, ROLE),
	COLUMN("session", SESSION, IDENTITY),
	COLUMN("key", KEY, TEXT),
	COLUMN_OF("ip", ADDRESS, "sourceIPAddress"),
	COLUMN("address", ADDRESS, TEXT),
	COLUMN("tool", TOOL, TEXT),
	PATH("ua", "userAgent"),
	COLUMN_OF("event", NAME, "eventName"),
	COLUMN("name", NAME, TEXT),
	COLUMN("service", SERVICE, SERVICE),
	COLUMN_OF("region", REGION, "awsRegion"),
	COLUMN("account", ACCOUNT, TEXT),
	GROUND("resource", RESOURCE, RESOURCE),
	COLUMN("error", ERROR, TEXT),
	GROUND("class", CLASS, TEXT),
	PATH("id", "eventID"),
	GROUND("time", TIME, TEXT),
	FLAG("write", WRITE),
	NO_FLAG("read", WRITE),
	NO_FLAG("people", SERVICE),
	FLAG("failed", FAILED),
	FLAG("denied", DENIED),
	FLAG("notable", NOTABLE),
	FLAG("world", WORLD),
	{ "mfa", GROUND_FLAG, READ_TEXT, COL_COUNT, FLAG_MFA, FLAG_MFA,
	  FLAG_MFA_KNOWN, NULL },
	FLAG("hidden", HIDDEN),
	GROUND("kind", KIND, TEXT),
	FLAG("cross", CROSS),
	FLAG("undated", UNDATED),
	FLAG("conflict", CONFLICT),
};

const struct alias *alias_at(size_t n)
{
	return n < ARRAY_LEN(aliases) ? &aliases[n] : NULL;
}

const struct alias *alias_find(struct str name)
{
	for (size_t i = 0; i < ARRAY_LEN(aliases); i++)
		if (str_eq(name, str_of(aliases[i].name)))
			return &aliases[i];
	return NULL;
}

const struct alias *alias_of_path(struct str path)
{
	for (size_t i = 0; i < ARRAY_LEN(aliases); i++)
		if (aliases[i].path && str_eq(path, str_of(aliases[i].path)))
			return &aliases[i];
	return NULL;
}

const char *column_alias(enum column column)
{
	for (size_t i = 0; i < ARRAY_LEN(aliases); i++)
		if (aliases[i].ground == GROUND_COLUMN &&
		    aliases[i].column == column)
			return aliases[i].name;
	return "";
}

/* The members of a record that AWS documents ("CloudTrail record contents",
 * AWS CloudTrail User Guide). */
static const char *const members[] = {
	"additionalEventData",
	"addendum",
	"apiVersion",
	"awsRegion",
	"edgeDeviceDetails",
	"errorCode",
	"errorMessage",
	"eventCategory",
	"eventContext",
	"eventID",
	"eventName",
	"eventSource",
	"eventTime",
	"eventType",
	"eventVersion",
	"insightDetails",
	"managementEvent",
	"readOnly",
	"recipientAccountId",
	"requestID",
	"requestParameters",
	"resources",
	"responseElements",
	"serviceEventDetails",
	"sessionCredentialFromConsole",
	"sharedEventID",
	"sourceIPAddress",
	"tlsDetails",
	"userAgent",
	"userIdentity",
	"vpcEndpointAccountId",
	"vpcEndpointId",
};

bool field_stands(struct str name)
{
	size_t end = 0;

	if (alias_find(name))
		return true;
	if (str_starts(name, STR("*.")))
		return name.len > 2;
	while (end < name.len && name.at[end] != '.' && name.at[end] != '[')
		end++;
	for (size_t i = 0; i < ARRAY_LEN(members); i++)
		if (str_eq(str_slice(name, 0, end), str_of(members[i])))
			return true;
	return false;
}

/* ---- classes of failure ---- */

static const struct {
	const char *name;
	uint32_t flag;
} classes[CLASSES] = {
	{ "denied", FLAG_DENIED },
	{ "throttled", FLAG_THROTTLED },
	{ "notfound", FLAG_NOTFOUND },
	{ "other", FLAG_OTHER },
};

struct str class_name(size_t n)
{
	return str_of(classes[n].name);
}

uint32_t class_flag(size_t n)
{
	return classes[n].flag;
}
