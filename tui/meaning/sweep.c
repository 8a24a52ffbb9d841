/* SPDX-License-Identifier: MIT */
/* sweep.c - guessing by its key whether a leaf names a resource.
 *
 * Hundreds of services have no row in the table; what their keys have in
 * common is how they end. Keys that end so and name nothing lasting (request
 * ids, tokens, sessions, versions, hosts) are stopped. A key that the table
 * knows from another call of the service means the same here. */
#include "sweep.h"

static const struct str ends[] = {
	{ "Id", 2 },  { "Ids", 3 },  { "Arn", 3 },   { "Arns", 4 },
	{ "ARN", 3 }, { "Name", 4 }, { "Names", 5 },
};

/* Whole keys, or their ends where a capital begins them. */
static const struct str stops[] = {
	{ "RequestId", 9 },
	{ "Token", 5 },
	{ "VersionId", 9 },
	{ "VersionIds", 10 },
	{ "AccessKeyId", 11 },
	{ "SessionName", 11 },
	{ "SessionId", 9 },
	{ "PrincipalId", 11 },
	{ "EventId", 7 },
	{ "EventName", 9 },
	{ "HostId", 6 },
	{ "HostName", 8 },
	{ "OwnerId", 7 },
	{ "OwnerIds", 8 },
	{ "RegionName", 10 },
	{ "RegionNames", 11 },
	{ "ZoneName", 8 },
	{ "AvailabilityZoneId", 18 },
	{ "MetricName", 10 },
	{ "AttributeName", 13 },
	{ "AttributeNames", 14 },
	{ "DnsName", 7 },
	{ "DisplayName", 11 },
	{ "FileName", 8 },
	{ "DeviceName", 10 },
	{ "VirtualName", 11 },
	{ "UniqueId", 8 },
	{ "ReservationId", 13 },
	{ "RequesterId", 11 },
	{ "FilterName", 10 },
	{ "StateName", 9 },
	{ "StatusName", 10 },
	{ "TypeName", 8 },
	{ "CorrelationId", 13 },
	{ "TransactionId", 13 },
	{ "TraceId", 7 },
	{ "CommandId", 9 },
	{ "MessageId", 9 },
	{ "UploadId", 8 },
	{ "OperationId", 11 },
	{ "OperationName", 13 },
	{ "ActionName", 10 },
	{ "ColumnName", 10 },
	{ "FieldName", 9 },
	{ "FirstName", 9 },
	{ "LastName", 8 },
	{ "GivenName", 9 },
	{ "FamilyName", 10 },
	{ "EngineName", 10 },
	{ "CallerReference", 15 },
	{ "IdempotencyToken", 16 },
	{ "ServiceName", 11 },
	{ "ServiceNames", 12 },
	{ "TagName", 7 },
	{ "AttachmentId", 12 },
	{ "PublishId", 9 },
	{ "ChangeId", 8 },
	{ "ParentName", 10 },
	{ "NamespaceName", 13 },
	{ "x-amz-id-2", 10 },
	{ "UserAgent", 9 },
	{ "LocationName", 12 },
};

/* The same, but where the table knows the key. */
static const struct str vague[] = {
	{ "UserId", 6 },    { "UserIds", 7 },     { "AgentName", 9 },
	{ "AccountId", 9 }, { "AccountIds", 10 },
};

static const struct str roots[] = {
	{ "requestParameters.", 18 },
	{ "responseElements.", 17 },
	{ "serviceEventDetails.", 20 },
};

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
}

/* `clientRequestId`, `requestId` and `RequestId` end in RequestId. */
static bool ends_in_word(struct str key, struct str word)
{
	struct str tail;

	if (key.len < word.len)
		return false;
	tail = str_slice(key, key.len - word.len, key.len);
	if (str_eq(tail, word))
		return true;
	return key.len == word.len && lower(word.at[0]) == key.at[0] &&
	       str_eq(str_slice(key, 1, key.len), str_slice(word, 1, word.len));
}

static bool is_any(const struct str *words, size_t count, struct str key)
{
	for (size_t i = 0; i < count; i++)
		if (ends_in_word(key, words[i]))
			return true;
	return false;
}

/* The path below one of the three roots; STR_NONE elsewhere. */
static struct str below(struct str path)
{
	for (size_t i = 0; i < ARRAY_LEN(roots); i++)
		if (str_starts(path, roots[i]))
			return str_slice(path, roots[i].len, path.len);
	return STR_NONE;
}

/* In a list of texts the list's key says what they are: `names.items`. */
static struct str telling_key(struct str path, struct str key)
{
	struct str up = str_slice(path, 0, path.len - key.len);

	if (!up.len ||
	    (!str_eq(key, STR("items")) && !str_eq(key, STR("item")) &&
	     !str_eq(key, STR("member")) && !str_eq(key, STR("content"))))
		return key;
	up = str_slice(up, 0, up.len - 1);
	return str_slice(up, (size_t)(str_find_last(up, '.') + 1), up.len);
}

/* `name`, `id` and `arn` alone say what they belong to only at the top;
 * further down they are names of states, filters and tags. */
static bool is_bare(struct str key)
{
	return str_eq_nocase(key, STR("name")) ||
	       str_eq_nocase(key, STR("names")) ||
	       str_eq_nocase(key, STR("id")) || str_eq_nocase(key, STR("ids"));
}

enum sweep sweep_leaf(const struct service_rows *rows, struct str path,
		      struct str key, enum type *type)
{
	struct str rest = below(path);
	bool top = str_find(rest, '.') < 0;

	*type = TYPE_NONE;
	if (!rest.len)
		return SWEEP_NOT;
	key = telling_key(path, key);
	if (is_any(stops, ARRAY_LEN(stops), key))
		return SWEEP_NOT;
	if (!is_any(ends, ARRAY_LEN(ends), key) || (is_bare(key) && !top))
		return SWEEP_VALUE;
	*type = resource_key_type(rows, key);
	if (*type == TYPE_NONE && is_any(vague, ARRAY_LEN(vague), key))
		return SWEEP_NOT;
	if (*type == TYPE_NONE)
		*type = TYPE_SERVICE;
	return SWEEP_KEY;
}
