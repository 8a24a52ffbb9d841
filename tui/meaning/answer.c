/* SPDX-License-Identifier: MIT */
/* answer.c - calls that failed without an error code.
 *
 * Three kinds of places tell it. A *verdict* is a word: ConsoleLogin,
 * SwitchRole, CredentialVerification and their like answer Failure ("AWS
 * Management Console sign-in events", CloudTrail User Guide; "Understanding
 * IAM Identity Center sign-in events"), a Control Tower event has a state. An
 * *error* stands in the body of a response, as JSON-RPC has it ("Gateway
 * CloudTrail events", Bedrock AgentCore guide). A *list* holds the items of a
 * request that failed while others may have worked: `unsuccessful` of EC2,
 * `failures` of ECS, `failedEntries`, `unprocessedAccounts`, `errors`.
 *
 * Of how many they are is told by the request: where an item that failed
 * stands in it, its neighbours at the same place are all that was asked. Else
 * by the response: a list of what worked that is empty, or a list of all that
 * stands beside the number of those that failed. */
#include "answer.h"
#include "document.h"
#include "leaf.h"
#include "outcome.h"
#include "part.h"

#include <assert.h>
#include <string.h>

/* ---- what a place tells, by its path alone ---- */

enum hearing {
	TELLS_NONE,
	TELLS_SIGN_IN, /* Failure, of a sign-in */
	TELLS_STATE,   /* FAILED, of a service event */
	TELLS_ERROR,   /* an error in a body */
	TELLS_MARK,    /* true when the body is one */
	TELLS_BODY,    /* a body as JSON in a text */
	TELLS_LIST,    /* in an item that failed */
	TELLS_COUNT,   /* how many failed */
	TELLS_WHY,     /* why an item failed, where only their number is told */
};

static const struct str errors[] = {
	STR("error"),           STR("error.code"),         STR("error.message"),
	STR("errorCode"),       STR("errorMessage"),       STR("functionError"),
	STR("body.error.code"), STR("body.error.message"),
};

/* projectsNotFound of CodeBuild */
static bool names_missing(struct str key)
{
	return str_ends(key, STR("NotFound")) ||
	       str_starts(key, STR("invalidParameters"));
}

static bool names_failures(struct str key)
{
	static const struct str begins[] = { STR("unsuccessful"), STR("failed"),
					     STR("unprocessed") };
	static const struct str whole[] = {
		STR("failures"),          STR("errors"),
		STR("errorSet"),          STR("errorEntries"),
		STR("batchItemFailures"), STR("invalidParameters"),
		STR("invalidLabels"),
	};

	for (size_t i = 0; i < ARRAY_LEN(begins); i++)
		if (str_eq_nocase(str_slice(key, 0, begins[i].len), begins[i]))
			return true;
	for (size_t i = 0; i < ARRAY_LEN(whole); i++)
		if (str_eq_nocase(key, whole[i]))
			return true;
	return names_missing(key) || str_ends(key, STR("NotDeleted")) ||
	       str_eq(key, STR("Error")); /* of DeleteObjects, S3 */
}

static bool is_around(struct str key)
{
	return str_ends(key, STR("Response")) || str_ends(key, STR("Result"));
}

/* The path within the response; one object around all of it is passed. */
static struct str in_response(struct str path)
{
	struct str root = STR("responseElements."), rest, head;

	if (!str_starts(path, root))
		return STR_NONE;
	path = rest = str_slice(path, root.len, path.len);
	head = part_take(&rest, '.');
	return is_around(head) ? rest : path;
}

/* The key of the list that a leaf at `path` is in, or STR_NONE. */
static struct str list_key(struct str path)
{
	struct str rest = in_response(path), key = part_take(&rest, '.');

	return names_failures(key) ? key : STR_NONE;
}

static enum hearing place_in_response(const struct leaf_at *leaf)
{
	struct str rest = in_response(leaf->path);

	for (size_t i = 0; i < ARRAY_LEN(errors); i++)
		if (str_eq(rest, errors[i]))
			return TELLS_ERROR;
	if (str_eq(rest, STR("body.result.isError")))
		return TELLS_MARK;
	if (str_eq(rest, STR("body")))
		return TELLS_BODY;
	if (!list_key(leaf->path).at)
		return str_ends(rest, STR(".errorCode")) ? TELLS_WHY
							 : TELLS_NONE;
	if (rest.len == leaf->key.len && str_ends(rest, STR("Count")))
		return TELLS_COUNT;
	return TELLS_LIST;
}

/* Details tell a state at their top or in one object: what there is deeper
 * is about something else. */
static bool is_state(struct str rest, struct str key)
{
	static const struct str states[] = { STR("state"), STR("status"),
					     STR("result"), STR("outcome"),
					     STR("statusCode") };
	struct str deeper = part_after(rest, '.');

	if (str_find(deeper, '.') >= 0)
		return false;
	for (size_t i = 0; i < ARRAY_LEN(states); i++)
		if (str_eq_nocase(key, states[i]))
			return true;
	return str_ends(key, STR("Status"));
}

static void asked_of_read(struct asked_of *of, const struct record *record)
{
	of->record = record;
	of->name = record_field(record, FIELD_NAME, of->scratch[0]);
	of->signin = str_eq(part_service(record_field(record, FIELD_SOURCE,
						      of->scratch[1])),
			    STR("signin"));
}

/* `createAccountStatus.state` of CreateAccount */
static bool is_own_state(const struct asked_of *of, struct str response)
{
	struct str rest = response, head = part_take(&rest, '.');

	return str_eq(rest, STR("state")) && str_ends(head, STR("Status")) &&
	       head.len == of->name.len + STR("Status").len &&
	       str_eq_nocase(str_slice(head, 0, of->name.len), of->name);
}

static enum hearing place_of(const struct asked_of *of,
			     const struct leaf_at *leaf)
{
	struct str details, response;

	/* Most leaves are elsewhere. */
	if (!leaf->path.len ||
	    (leaf->path.at[0] != 's' && leaf->path.at[0] != 'r'))
		return TELLS_NONE;
	details = place_rest(STR("sd."), leaf->path);
	response = place_rest(STR("rs."), leaf->path);
	if (!details.len && !response.len)
		return TELLS_NONE;
	if (leaf->key.len == details.len + response.len &&
	    (of->signin || str_eq(leaf->key, of->name)))
		return TELLS_SIGN_IN;
	if (details.len && is_state(details, leaf->key))
		return TELLS_STATE;
	if (details.len)
		return str_eq(details, STR("errorCode")) ||
				       str_eq(details, STR("errorMessage"))
			       ? TELLS_ERROR
			       : TELLS_NONE;
	if (is_own_state(of, response))
		return TELLS_STATE;
	return place_in_response(leaf);
}

bool answer_may_tell(struct asked_of *of, const struct record *record,
		     const struct leaf_at *leaf)
{
	if (of->record != record)
		asked_of_read(of, record);
	return place_of(of, leaf) != TELLS_NONE;
}

/* ---- items that failed ---- */

#define BLAMED_MOST 16

/* What is known of them while the leaves pass by. */
struct failures {
	unsigned items, count; /* by their number, by a count that is told */
	bool flat;             /* the list is its only item */
	bool missing;          /* of what was not found */
	unsigned whys;         /* in a list of all */
	struct buf item;       /* path of the item met last */
	struct str blamed[BLAMED_MOST];
	char scratch[BLAMED_MOST][SCRATCH];
	size_t blames;
	uint32_t why;
	uint32_t slot; /* what says why ... */
	unsigned rank; /* ... and how well, 0: nothing does */
};

/* How well a key says why: a code before a reason before a message. */
static unsigned why_rank(struct str key)
{
	static const struct str keys[] = {
		STR("message"),     STR("errorMessage"),  STR("result"),
		STR("errorReason"), STR("failureReason"), STR("reason"),
		STR("error"),       STR("errorType"),     STR("code"),
		STR("errorCode"),   STR("failureCode"),
	};

	for (size_t i = ARRAY_LEN(keys); i > 0; i--)
		if (str_eq_nocase(key, keys[i - 1]))
			return (unsigned)i;
	return 0;
}

/* `[0]`, `.item[1]`, `.arn:...` of what follows a list's key. */
static size_t item_length(struct str rest)
{
	size_t at = 0;

	if (rest.len && rest.at[0] == '.')
		for (at = 1;
		     at < rest.len && rest.at[at] != '.' && rest.at[at] != '[';
		     at++)
			at += rest.at[at] == '\\';
	while (at < rest.len && rest.at[at] == '[')
		while (at < rest.len && rest.at[at++] != ']')
			;
	return at < rest.len ? at : rest.len;
}

static void blame(struct failures *failures, const struct record *record,
		  uint32_t slot)
{
	struct str text;

	if (failures->blames == BLAMED_MOST)
		return;
	text = record_slot(record, slot, failures->scratch[failures->blames]);
	if (text.len)
		failures->blamed[failures->blames++] = text;
}

/* A map has its items under what names them. */
static void blame_key(struct failures *failures, struct str item)
{
	char *scratch;
	size_t len = 0;

	if (failures->blames == BLAMED_MOST || !str_starts(item, STR(".")))
		return;
	scratch = failures->scratch[failures->blames];
	for (size_t i = 1; i < item.len && len < SCRATCH; i++)
		if (item.at[i] != '\\' || ++i < item.len)
			scratch[len++] = item.at[i];
	failures->blamed[failures->blames++] = (struct str){ scratch, len };
}

/* What follows the list `key` in a path with indexes. */
static struct str after_list(struct str path, struct str key)
{
	struct str rest = path;
	ptrdiff_t dot;

	while ((dot = str_find(rest, '.')) >= 0) {
		rest = str_slice(rest, (size_t)dot + 1, rest.len);
		if (str_starts(rest, key) &&
		    (rest.len == key.len || rest.at[key.len] == '.' ||
		     rest.at[key.len] == '['))
			return str_slice(rest, key.len, rest.len);
	}
	return STR_NONE;
}

/* Notes the item of a leaf: its path, and what names it in a map. */
static void note_next(struct failures *failures, struct str item, bool whole)
{
	if (failures->items && str_eq(item, buf_str(&failures->item)))
		return;
	failures->items++;
	buf_reset(&failures->item);
	buf_add(&failures->item, item);
	if (!whole && !str_ends(item, STR("]")) && !str_eq(item, STR(".item")))
		blame_key(failures, item);
}

/* One leaf in the list `key`. */
static void note_item(struct failures *failures, const struct record *record,
		      const struct leaves *leaves, const struct leaf_at *leaf,
		      struct str key)
{
	struct buf path = { 0 };
	struct str rest, item;
	unsigned rank = why_rank(leaf->key);
	bool whole;

	walk_put_path(&leaves->walk, &leaves->node, &path);
	rest = after_list(buf_str(&path), key);
	item = str_slice(rest, 0, item_length(rest));
	whole = item.len == rest.len;
	/* A text or number alone is no list: `unsuccessful: ""`. */
	if (rest.len) {
		failures->flat |= whole && !str_ends(item, STR("]")) &&
				  !str_eq(item, STR(".item"));
		note_next(failures, item, whole);
		if (rank > failures->rank) {
			failures->rank = rank;
			failures->slot = leaf->slot;
		}
		if (!rank)
			blame(failures, record, leaf->slot);
	}
	buf_release(&path);
}

static void note_failure(struct failures *failures, const struct record *record,
			 const struct leaves *leaves,
			 const struct leaf_at *leaf, enum hearing place)
{
	char scratch[SCRATCH];
	long count;

	if (place == TELLS_LIST) {
		struct str key = list_key(leaf->path);

		failures->missing |= names_missing(key);
		note_item(failures, record, leaves, leaf, key);
		return;
	}
	if (place == TELLS_WHY) {
		failures->whys++;
		failures->why = leaf->slot;
		return;
	}
	count = part_number(record_slot(record, leaf->slot, scratch));
	if (count > 0)
		failures->count = (unsigned)count;
}

static unsigned failures_of(const struct failures *failures)
{
	if (!failures->items)
		return failures->count;
	return failures->flat ? 1 : failures->items;
}

static bool is_blamed(const struct failures *failures, struct str value)
{
	for (size_t i = 0; i < failures->blames; i++) {
		struct str one = failures->blamed[i];
		size_t before = one.len - value.len;

		if (!value.len || !str_ends(one, value))
			continue;
		/* An ARN ends in the id that was asked for. */
		if (!before || (value.len > 2 && (one.at[before - 1] == '/' ||
						  one.at[before - 1] == ':')))
			return true;
	}
	return false;
}

/* The place in the request where one that failed stands; appended. */
static void find_asked(const struct failures *failures,
		       const struct record *record, struct buf *place)
{
	struct leaves leaves = { .walk.record = record };
	char scratch[SCRATCH];
	struct leaf_at leaf;

	while (!place->len && leaves_next(&leaves, &leaf))
		if (record->skeleton->slot[leaf.slot].kind != LEAF_NUMBER &&
		    str_starts(leaf.path, STR("requestParameters.")) &&
		    is_blamed(failures,
			      record_slot(record, leaf.slot, scratch)))
			buf_add(place, leaf.path);
}

/* How many were asked for; 0 where the request does not tell. */
static unsigned count_asked(const struct failures *failures,
			    const struct record *record)
{
	struct leaves leaves = { .walk.record = record };
	struct buf place = { 0 };
	struct leaf_at leaf;
	unsigned count = 0;

	find_asked(failures, record, &place);
	while (place.len && leaves_next(&leaves, &leaf))
		count += str_eq(leaf.path, buf_str(&place));
	buf_release(&place);
	return count < failures_of(failures) ? 0 : count;
}

/* The lists in a response that are not of failures. */
struct others {
	bool is_list;
	unsigned base; /* depth of their keys; 0: outside of a response */
	unsigned empty, full, items;
};

static bool is_empty(const struct record *record, const struct node *node)
{
	char scratch[SCRATCH];

	return node->kind == NODE_LEAF
		       ? !record_slot(record, node->slot, scratch).len
		       : node->empty;
}

/* Lists in the XML that EC2 answers with are objects, and a text when empty. */
static void note_other(struct others *others, const struct record *record,
		       const struct node *node)
{
	if (!node->depth)
		others->base = str_eq(node->key, STR("responseElements"));
	else if (others->base == 1 && node->depth == 1 && is_around(node->key))
		others->base = 2;
	if (!others->base)
		return;
	if (node->depth == others->base) {
		others->is_list = !names_failures(node->key) &&
				  (node->kind == NODE_ARRAY ||
				   str_ends(node->key, STR("Set")));
		if (others->is_list && is_empty(record, node))
			others->empty++;
		else
			others->full += others->is_list;
	} else if (node->depth == others->base + 1) {
		others->items += others->is_list;
	}
}

/* How many were asked for by what the response says of the others; 0 where it
 * does not tell. */
static unsigned count_answered(const struct failures *failures,
			       const struct record *record)
{
	struct walk walk = { .record = record };
	struct others others = { 0 };
	struct node node;
	unsigned failed = failures_of(failures);

	while (walk_next(&walk, &node))
		note_other(&others, record, &node);
	if (!failures->items)
		return others.full == 1 && others.items >= failed ? others.items
								  : 0;
	return others.empty && !others.full ? failed : 0;
}

/* ---- reading ---- */

static bool says_failed(struct str text)
{
	static const struct str words[] = { STR("failure"), STR("failed"),
					    STR("fail"), STR("error"),
					    STR("unsuccessful") };

	for (size_t i = 0; i < ARRAY_LEN(words); i++)
		if (str_eq_nocase(text, words[i]))
			return true;
	return str_ends(text, STR("_FAILED"));
}

static bool body_refuses(struct str text)
{
	json_t *body = document_read(text, JSON_ALLOW_NUL);
	const json_t *error = json_object_get(body, "error");
	bool refuses = json_object_size(error) || json_string_length(error);

	json_decref(body);
	return refuses;
}

/* A code in words says best what is wrong, then a message, then a number. */
static unsigned error_rank(struct str key, struct str text)
{
	bool code = str_ends(key, STR("ode"));

	return !code                                           ? 2
	       : part_number(str_slice(text, 1, text.len)) < 0 ? 3
							       : 1;
}

/* What one leaf says of the whole. */
static void note_verdict(struct answered *answer, struct str text,
			 enum hearing place, const struct leaf_at *leaf)
{
	enum verdict said = VERDICT_NONE;
	unsigned rank = error_rank(leaf->key, text);

	if (place == TELLS_SIGN_IN && says_failed(text))
		said = VERDICT_SIGN_IN;
	if ((place == TELLS_STATE && says_failed(text)) ||
	    (place == TELLS_BODY && body_refuses(text)) ||
	    (place == TELLS_MARK && str_eq(text, STR("true"))) ||
	    (place == TELLS_ERROR && !error_is_none(text)))
		said = VERDICT_FAILED;
	if (said == VERDICT_NONE || rank <= answer->rank)
		return;
	answer->verdict = said;
	answer->rank = rank;
	answer->slot = leaf->slot;
}

static void conclude(struct answered *answer, const struct failures *failures,
		     const struct record *record)
{
	answer->failed = failures_of(failures);
	if (!answer->failed || answer->verdict != VERDICT_NONE)
		return;
	answer->missing = failures->missing;
	answer->asked = count_asked(failures, record);
	if (!answer->asked)
		answer->asked = count_answered(failures, record);
	answer->slot = failures->rank ? failures->slot : SLOT_NONE;
	if (!failures->items && failures->whys)
		answer->slot = failures->why;
	answer->verdict = answer->asked == answer->failed ? VERDICT_FAILED
							  : VERDICT_PARTIAL;
}

/* `failures` is to be released by the caller. */
static struct answered read_all(const struct record *record,
				struct failures *failures)
{
	struct leaves leaves = { .walk.record = record };
	struct answered answer = { .slot = SLOT_NONE };
	struct asked_of of;
	struct leaf_at leaf;
	char scratch[SCRATCH];

	memset(failures, 0, sizeof(*failures));
	asked_of_read(&of, record);
	while (leaves_next(&leaves, &leaf)) {
		enum hearing place = place_of(&of, &leaf);

		if (place == TELLS_LIST || place == TELLS_COUNT ||
		    place == TELLS_WHY)
			note_failure(failures, record, &leaves, &leaf, place);
		else if (place != TELLS_NONE)
			note_verdict(&answer,
				     record_slot(record, leaf.slot, scratch),
				     place, &leaf);
	}
	conclude(&answer, failures, record);
	return answer;
}

struct answered answer_read(const struct record *record)
{
	struct failures failures;
	struct answered answer = read_all(record, &failures);

	buf_release(&failures.item);
	return answer;
}

bool answer_blames(const struct record *record, struct str value)
{
	struct failures failures;
	struct answered answer = read_all(record, &failures);

	buf_release(&failures.item);
	return answer.failed && is_blamed(&failures, value);
}

void record_put_failed(const struct record *record, struct buf *out)
{
	struct answered answer = answer_read(record);

	if (!answer.failed)
		return;
	if (answer.asked)
		buf_addf(out, "%u of %u failed", answer.failed, answer.asked);
	else
		buf_addf(out, "%u failed, of how many is not recorded",
			 answer.failed);
}
