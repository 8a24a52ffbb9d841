/* SPDX-License-Identifier: MIT */
/* tool.c - the product behind a user agent.
 *
 * A user agent carries what changes from run to run (the command, a random
 * id, the kernel), and who counts tools wants none of it. The exact text
 * stays in the event. */
#include "tool.h"
#include "part.h"

#include <string.h>

#define TOOL_MOST 120 /* bytes; the rest of a longer one is noise */

static struct str after_word(struct str s)
{
	part_take(&s, ' ');
	return str_trim(s);
}

/* ---- browsers ---- */

/* A browser names itself beside those it resembles: the last to come up says
 * it. In order of that. */
static const struct {
	const char *mark, *name;
} browsers[] = {
	{ "Edg/", "Edge" },
	{ "EdgA/", "Edge" },
	{ "Edge/", "Edge" },
	{ "OPR/", "Opera" },
	{ "Vivaldi/", "Vivaldi" },
	{ "Firefox/", "Firefox" },
	{ "FxiOS/", "Firefox" },
	{ "CriOS/", "Chrome" },
	{ "HeadlessChrome/", "HeadlessChrome" },
	{ "Chrome/", "Chrome" },
	{ "Version/", "Safari" },
	{ "MSIE ", "Internet Explorer" },
	{ "rv:", "Internet Explorer" },
};

static void put_major(struct buf *out, const char *name, struct str version)
{
	size_t digits = 0;

	while (digits < version.len && version.at[digits] >= '0' &&
	       version.at[digits] <= '9')
		digits++;
	buf_add(out, str_of(name));
	if (digits) {
		buf_addc(out, '/');
		buf_add(out, str_slice(version, 0, digits));
	}
}

/* False for those that say Mozilla and nothing more we know. */
static bool put_browser(struct buf *out, struct str agent)
{
	if (!str_starts(agent, STR("Mozilla/")))
		return false;
	for (size_t i = 0; i < ARRAY_LEN(browsers); i++) {
		struct str mark = str_of(browsers[i].mark);
		ptrdiff_t at = str_search(agent, mark);

		if (at < 0)
			continue;
		put_major(out, browsers[i].name,
			  str_slice(agent, (size_t)at + mark.len, agent.len));
		return true;
	}
	return false;
}

/* ---- products ---- */

static bool is_uuid(struct str s)
{
	for (size_t i = 0; i < s.len; i++) {
		bool dash = i == 8 || i == 13 || i == 18 || i == 23;

		if (dash ? s.at[i] != '-'
			 : !strchr("0123456789abcdefABCDEF", s.at[i]))
			return false;
	}
	return s.len == 36;
}

/* stratus-red-team_UUID: the run's id is not the tool's. */
static struct str without_run(struct str word)
{
	if (word.len > 37 && strchr("_-/", word.at[word.len - 37]) &&
	    is_uuid(str_slice(word, word.len - 36, word.len)))
		return str_slice(word, 0, word.len - 37);
	return word;
}

/* "APN/1.0 HashiCorp/1.0 Terraform/1.1.2": partner, company, product. */
static struct str without_partner(struct str agent)
{
	struct str product = after_word(after_word(agent));

	return str_starts(agent, STR("APN/")) && product.len ? product : agent;
}

/* Up to a comma or a bracket, then the words up to the first with a version:
 * "RDS Console, aws-internal/3 ...", "My Tool/1.0 (x)", "curl/8.5.0". */
static struct str product(struct str agent)
{
	ptrdiff_t comma = str_search(agent, STR(", "));
	ptrdiff_t bracket = str_search(agent, STR(" ("));
	struct str version;

	if (comma > 0)
		agent = str_slice(agent, 0, (size_t)comma);
	if (bracket > 0)
		agent = str_slice(agent, 0, (size_t)bracket);
	version = part_until(part_after(agent, '/'), ' ');
	if (version.at)
		agent.len = (size_t)(version.at + version.len - agent.at);
	return agent;
}

static struct str unwrap(struct str agent)
{
	agent = str_trim(agent);
	if (agent.len > 1 && agent.at[0] == '[' &&
	    agent.at[agent.len - 1] == ']')
		agent = str_trim(str_slice(agent, 1, agent.len - 1));
	return agent;
}

void tool_put(struct buf *out, struct str agent)
{
	agent = unwrap(agent);
	if (str_starts(agent, STR("AWS Internal")) ||
	    str_starts(agent, STR("aws-internal/"))) {
		buf_add(out, STR("AWS Internal"));
		return;
	}
	if (put_browser(out, agent))
		return;
	agent = without_run(product(without_partner(agent)));
	buf_add(out, str_slice(agent, 0, TOOL_MOST));
}
