/* SPDX-License-Identifier: MIT */
/* options.c - reads the command line with getopt_long; one table of options
 * gives what is recognised and what --help prints. */
#include <assert.h>
#include <ctype.h>
#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "options.h"
#include "output.h"
#include "query.h"
#include "screens.h"

enum option_code {
	OPT_FILTER = 'f',
	OPT_JOBS = 'j',
	OPT_HELP = 'h',
	OPT_VERSION = 'V',
	OPT_FROM = 256,
	OPT_TO,
	OPT_AT,
	OPT_COLUMNS,
	OPT_FOLD,
	OPT_FORMAT,
	OPT_FIELDS,
	OPT_LIMIT,
	OPT_MEMORY,
	OPT_UTC,
	OPT_TZ,
	OPT_COLOR,
	OPT_ASCII,
	OPT_STRICT,
	OPT_CSV_EXACT,
	OPT_SIZE,
	OPT_WRITE,
};

struct option_row {
	int code;
	const char *name, *arg, *help;
	unsigned kind; /* 0: every sub-command takes it */
};
static const struct option_row rows[] = {
	{ OPT_FILTER, "filter", "EXPR", "only events that match",
	  TAKES_FILTER },
	{ OPT_FROM, "from", "TIME", "not before TIME; -2h: before the last",
	  TAKES_FILTER },
	{ OPT_TO, "to", "TIME", "before TIME; -2h: before the last",
	  TAKES_FILTER },
	{ OPT_AT, "at", "TIME|ID", "begin at that event", TAKES_AT },
	{ OPT_COLUMNS, "columns", "A,B",
	  "columns of the Timeline, each perhaps with :WIDTH", TAKES_COLUMNS },
	{ OPT_FOLD, "fold", NULL, "runs of reads by one user as one row (R)",
	  TAKES_FOLD },
	{ OPT_FORMAT, "format", "F", "table, json, ndjson, csv or md",
	  TAKES_FORMAT },
	{ OPT_FIELDS, "fields", "A,B", "columns of events: aliases, paths",
	  TAKES_FIELDS },
	{ OPT_LIMIT, "limit", "N", "at most N rows", TAKES_LIMIT },
	{ OPT_JOBS, "jobs", "N", "threads that read (default: one a core)" },
	{ OPT_MEMORY, "max-memory", "SIZE",
	  "stop loading beyond, as 2G (default: 3/4 of all)" },
	{ OPT_UTC, "utc", NULL, "times in UTC (the default)" },
	{ OPT_TZ, "tz", "ZONE", "times in ZONE, as Europe/Berlin" },
	{ OPT_COLOR, "color", "WHEN", "auto, always or never" },
	{ OPT_ASCII, "ascii", NULL, "draw with ASCII only" },
	{ OPT_STRICT, "strict", NULL,
	  "exit status 2 when a file is damaged or unreadable" },
	{ OPT_CSV_EXACT, "csv-exact", NULL, "do not defuse CSV cells",
	  TAKES_FORMAT },
	{ OPT_SIZE, "size", "WxH", "screen of script (120x40)", TAKES_SIZE },
	{ OPT_WRITE, "write", "DIR", "demo: write its files into DIR",
	  TAKES_WRITE },
	{ OPT_HELP, "help", NULL, "this help" },
	{ OPT_VERSION, "version", NULL, "the version" },
};

static char *standard_input[] = { (char[]){ "-" } };

static void help_print(const struct subcommand *command)
{
	char left[48];

	printf("trailtui - investigate CloudTrail events in a terminal\n\n"
	       "  trailtui [options] PATH...          "
	       "files, folders (recursive), - for stdin\n");
	for (const struct subcommand *c = command + 1; c->name; c++) {
		snprintf(left, sizeof(left), "%s %s%s%s", c->name,
			 c->word ? c->word : "", c->word ? " " : "",
			 c->pathless ? "" : "PATH...");
		printf("  trailtui %-26s %s\n", left, c->help);
	}
	printf("\n");
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		char letter[8] = "    ";

		if (rows[i].code < 256)
			snprintf(letter, sizeof(letter), "-%c, ", rows[i].code);
		snprintf(left, sizeof(left), "--%s %s", rows[i].name,
			 rows[i].arg ? rows[i].arg : "");
		printf("  %s%-20s %s\n", letter, left, rows[i].help);
	}
	printf("\nTIME is 2023-07-10T12:10 (UTC, or with an offset) or as -2h. "
	       "Times are written\nas 2023-07-10T12:10:08Z, and with an "
	       "offset where --tz is given.\nExit status: 0 found, 1 nothing "
	       "found, 2 error. Press ? inside for the keys.\n");
}

static bool refuse(const char *what, const char *value)
{
	message("%s '%s'; see --help", what, value);
	return false;
}

static bool read_format(struct options *options, const char *arg)
{
	static const char *const name[PRINT_FORMS] = { "table", "json",
						       "ndjson", "csv", "md" };

	for (size_t i = 0; i < PRINT_FORMS; i++)
		if (!strcmp(arg, name[i])) {
			options->format = (enum print_form)i;
			options->format_given = true;
			return true;
		}
	return refuse("no such format:", arg);
}

/* A whole number with an optional K, M or G. */
static bool read_count(const char *what, const char *arg, size_t *out)
{
	static const char unit[] = "KMG";
	char *end;
	unsigned long long n = strtoull(arg, &end, 10);
	const char *u =
		*end ? strchr(unit, toupper((unsigned char)*end)) : NULL;
	unsigned shift = u ? 10 * (unsigned)(u - unit + 1) : 0;

	if (!isdigit((unsigned char)*arg) || (*end && (!u || end[1])) ||
	    n == 0 || n > (SIZE_MAX >> 1 >> shift))
		return refuse(what, arg);
	*out = (size_t)n << shift;
	return true;
}

bool size_read(const char *text, int *width, int *height)
{
	char rest;

	return sscanf(text, "%dx%d%c", width, height, &rest) == 2 &&
	       *width >= 1 && *width <= 1000 && *height >= 1 && *height <= 1000;
}

/* A zone that the C library does not know would silently be UTC under the
 * zone's name, so its file is looked at before. */
static bool is_zone_file(const char *path)
{
	FILE *file = fopen(path, "rb");
	char magic[4] = { 0 };
	bool is;

	if (!file)
		return false;
	is = fread(magic, 1, 4, file) == 4 && !memcmp(magic, "TZif", 4);
	fclose(file);
	return is;
}

bool zone_choose(const char *name)
{
	struct buf path = { 0 };
	bool known;

	assert(name);
	if (*name == '/' || *name == ':' || strstr(name, ".."))
		return false;
	buf_addf(&path, "/usr/share/zoneinfo/%s", name);
	known = !strcmp(name, "UTC") || is_zone_file(path.at);
	buf_release(&path);
	if (!known)
		return false;
	setenv("TZ", name, 1);
	tzset();
	return true;
}

static bool read_color(struct options *options, const char *arg)
{
	if (strcmp(arg, "auto") && strcmp(arg, "always") &&
	    strcmp(arg, "never"))
		return refuse("--color is auto, always or never, not", arg);
	if (strcmp(arg, "auto"))
		options->mono = !strcmp(arg, "never");
	return true;
}

static bool read_columns(const char *arg)
{
	struct err err;

	if (columns_check(str_of(arg), &err) == 0)
		return true;
	message("--columns, '%s': %s", arg, err.text);
	return false;
}

/* Of several filters all hold. A slip must not cost the time of a load. */
static bool read_filter(struct options *options, const char *arg)
{
	struct err err;
	struct expr *expr = expr_parse(str_of(arg), &err);

	if (!expr) {
		message_query(arg, &err);
		return false;
	}
	expr_free(expr);
	if (!options->filter) {
		options->filter = arg;
		return true;
	}
	if (!options->filters.len)
		buf_addf(&options->filters, "(%s)", options->filter);
	buf_addf(&options->filters, " and (%s)", arg);
	options->filter = options->filters.at;
	return true;
}

static bool read_option(struct options *options, int code, const char *arg)
{
	switch (code) {
	case OPT_FILTER:
		return read_filter(options, arg);
	case OPT_FROM:
		options->from = arg;
		return true;
	case OPT_TO:
		options->to = arg;
		return true;
	case OPT_AT:
		options->at = arg;
		return true;
	case OPT_COLUMNS:
		options->columns = arg;
		return read_columns(arg);
	case OPT_FOLD:
		return options->fold = true;
	case OPT_FORMAT:
		return read_format(options, arg);
	case OPT_FIELDS:
		options->fields = arg;
		return true;
	case OPT_LIMIT:
		return read_count("no such limit:", arg, &options->limit);
	case OPT_JOBS:
		return read_count("no such number of jobs:", arg,
				  &options->jobs);
	case OPT_MEMORY:
		return read_count("no such size:", arg, &options->memory);
	case OPT_UTC:
		options->zone = ZONE_UTC;
		return true;
	case OPT_TZ:
		options->zone = ZONE_LOCAL;
		return zone_choose(arg) || refuse("no such time zone:", arg);
	case OPT_COLOR:
		return read_color(options, arg);
	case OPT_ASCII:
		return options->ascii = true;
	case OPT_STRICT:
		return options->strict = true;
	case OPT_CSV_EXACT:
		return options->csv_exact = true;
	case OPT_SIZE:
		return size_read(arg, &options->width, &options->height) ||
		       refuse("no size like 120x40:", arg);
	default:
		options->write = arg;
		return *arg || refuse("no such folder:", arg);
	}
}

/* Says what getopt_long only marks with `?` or `:`. */
static bool refuse_option(int mark, char **argv)
{
	char letter[3] = { '-', (char)optopt };

	for (size_t i = 0; mark == ':' && i < ARRAY_LEN(rows); i++)
		if (rows[i].code == optopt)
			return refuse("a value is missing after", rows[i].name);
	if (mark == '?' && optopt > 0 && optopt < 256 &&
	    str_find(str_of(argv[optind - 1]), '=') < 0)
		return refuse("no such option:", letter);
	return refuse("no such option, or not of this form:", argv[optind - 1]);
}

/* Beyond it a load must end while the system still breathes: Linux grants
 * what it does not have and then ends the program. */
static size_t memory_default(void)
{
	long pages = sysconf(_SC_PHYS_PAGES), size = sysconf(_SC_PAGESIZE);

	return pages > 0 && size > 0 ? (size_t)pages / 4 * 3 * (size_t)size : 0;
}

static unsigned kind_of(int code)
{
	for (size_t i = 0; i < ARRAY_LEN(rows); i++)
		if (rows[i].code == code)
			return rows[i].kind;
	return 0;
}

/* What is given for nothing is told of: the answer would not be to what was
 * asked. */
static bool refuse_stray(const struct options *options, unsigned given)
{
	const char *name = options->command->name;

	for (size_t i = 0; i < ARRAY_LEN(rows); i++)
		if (rows[i].kind & given & ~options->command->takes) {
			message("%s takes no --%s; see --help",
				*name ? name : "the investigator",
				rows[i].name);
			return false;
		}
	return true;
}

static void options_default(struct options *options,
			    const struct subcommand *command)
{
	long cores = sysconf(_SC_NPROCESSORS_ONLN);
	const char *no_color = getenv("NO_COLOR");

	*options = (struct options){
		.command = command,
		.jobs = cores > 1 ? (size_t)cores : 1,
		.memory = memory_default(),
		.mono = no_color && *no_color,
		.width = 120,
		.height = 40,
	};
}

/* True when something was piped in or redirected: then it is the evidence. */
static bool stdin_holds_data(void)
{
	struct stat st;

	return fstat(STDIN_FILENO, &st) == 0 &&
	       (S_ISFIFO(st.st_mode) || S_ISREG(st.st_mode) ||
		S_ISSOCK(st.st_mode));
}

static bool take_words(struct options *options, int argc, char **argv)
{
	const struct subcommand *command = options->command;

	/* A file of that name is reached as ./count. */
	for (const struct subcommand *c = command + 1; argc && c->name; c++)
		if (!strcmp(argv[0], c->name))
			options->command = c;
	if (options->command != command) {
		argc--;
		argv++;
	}
	command = options->command;
	if (command->word) {
		int words = strchr(command->word, ' ') ? 2 : 1;

		if (argc < words)
			return refuse("this needs a", command->word);
		options->word = argv[0];
		options->other = words == 2 ? argv[1] : NULL;
		argc -= words;
		argv += words;
	}
	if (argc == 0 && !command->pathless && stdin_holds_data()) {
		argv = standard_input;
		argc = 1;
	}
	if (argc == 0 && !command->pathless) {
		message("which files? trailtui PATH..., or trailtui demo; "
			"see --help");
		return false;
	}
	options->path = argv;
	options->paths = (size_t)argc;
	if (options->jobs > 256)
		options->jobs = 256;
	return true;
}

bool options_found(const struct options *options)
{
	struct stat st;

	for (size_t i = 0; i < options->paths; i++) {
		const char *path = options->path[i];

		if (!strcmp(path, "-") || stat(path, &st) == 0)
			continue;
		message("%s: %s%s", path, strerror(errno),
			errno == ENOENT && i == 0 && !strchr(path, '/')
				? " (nor a sub-command of that name; see "
				  "--help)"
				: "");
		return false;
	}
	return true;
}

static bool check_time(const char *option, const char *text)
{
	int64_t time;

	if (!text || time_read_ago(str_of(text), 0, &time))
		return true;
	message("%s is no time: '%s'; as 2023-07-10T12:10 or -2h", option,
		text);
	return false;
}

static bool check_times(const struct options *options)
{
	return check_time("--from", options->from) &&
	       check_time("--to", options->to);
}

/* Prints what was asked for; false when nothing was. */
static bool print_and_leave(const struct options *options, int code,
			    int *status)
{
	if (code == OPT_HELP)
		help_print(options->command);
	else if (code == OPT_VERSION)
		printf("trailtui %s\n", VERSION);
	else
		return false;
	*status = fflush(stdout) ? 2 : 0;
	return true;
}

bool options_read(struct options *options, const struct subcommand *command,
		  int argc, char **argv, int *status)
{
	struct option option[ARRAY_LEN(rows) + 1] = { 0 };
	unsigned given = 0;
	int code;

	for (size_t i = 0; i < ARRAY_LEN(rows); i++)
		option[i] = (struct option){
			.name = rows[i].name,
			.has_arg =
				rows[i].arg ? required_argument : no_argument,
			.val = rows[i].code,
		};
	options_default(options, command);
	*status = 2;
	opterr = 0; /* what it would say is not cleaned */
	while ((code = getopt_long(argc, argv, ":f:j:hV", option, NULL)) !=
	       -1) {
		if (print_and_leave(options, code, status))
			return false;
		if (code == '?' || code == ':')
			return refuse_option(code, argv);
		if (!read_option(options, code, optarg))
			return false;
		given |= kind_of(code);
	}
	return take_words(options, argc - optind, argv + optind) &&
	       refuse_stray(options, given) && check_times(options);
}
