/* SPDX-License-Identifier: MIT */
/* script.c - plays keys and writes screens, without a terminal and through
 * the real key map, so that a hunt can be repeated and a screen tested.
 *
 *	key X...	presses keys by name: `key j`, `key ^D Enter`
 *	type TEXT	types the rest of the line, character by character
 *	resize WxH	the screen has another size
 *	wait		until everything is loaded and counted
 *	dump FILE	the screen as text; `-` is standard output
 *	dump-ansi FILE	the same in colours
 *
 * Empty lines and lines that begin with # are passed over. */
#include <assert.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "subcommands.h"
#include "workspace.h"
#include "output.h"

struct play {
	struct workspace *space;
	const char *file;
	size_t line;
	bool ended; /* a key left the program */
};

static int fault(const struct play *play, const char *what, struct str text)
{
	message("%s, line %zu: %s '%.*s'", play->file, play->line, what,
		STR_ARG(text));
	return -1;
}

/* What a screen wants to be counted is known when it is drawn. */
static void draw(struct workspace *space)
{
	view_draw(space->view, &space->grid, true);
	while (view_work(space->view, SIZE_MAX / 2))
		;
	if (view_stale(space->view))
		view_draw(space->view, &space->grid, true);
}

/* A key, and what the view asks for because of it. Counts are brought up to
 * date after each, so that a script gives the same screens every time. */
static void press(struct play *play, struct key key)
{
	struct effect effect;

	assert(!play->ended);
	view_key(play->space->view, key);
	while ((effect = workspace_effect(play->space)).kind != EFFECT_NONE)
		if (effect.kind == EFFECT_QUIT)
			play->ended = true;
		else if (effect.kind == EFFECT_COPY)
			view_copied(play->space->view, effect.text);
	while (view_work(play->space->view, SIZE_MAX / 2))
		;
	draw(play->space);
}

static struct str next_word(struct str *rest)
{
	struct str word;
	ptrdiff_t end;

	*rest = str_trim(*rest);
	end = str_find(*rest, ' ');
	word = str_slice(*rest, 0, end < 0 ? rest->len : (size_t)end);
	*rest = str_slice(*rest, word.len, rest->len);
	return word;
}

static int play_keys(struct play *play, struct str rest)
{
	while (str_trim(rest).len && !play->ended) {
		struct str name = next_word(&rest);
		struct key key;
		if (!key_read(name, &key))
			return fault(play, "no such key:", name);
		press(play, key);
	}
	return 0;
}

static int play_text(struct play *play, struct str text)
{
	const char *at = text.at, *end = text.at + text.len;

	while (at < end && !play->ended) {
		struct key key = { 0 };
		at += utf8_next(at, end, &key.code);
		press(play, key);
	}
	return 0;
}

static int play_resize(struct play *play, struct str text)
{
	char size[32];
	int width, height;

	snprintf(size, sizeof(size), "%.*s", STR_ARG(text));
	if (!size_read(size, &width, &height))
		return fault(play, "no size like 80x24:", text);
	grid_resize(&play->space->grid, width, height);
	draw(play->space);
	return 0;
}

static int play_dump(struct play *play, struct str name, bool colours)
{
	char *path = xstrdup(name);
	FILE *out = str_eq(name, STR("-")) ? stdout : fopen(path, "wb");
	struct buf text = { 0 };
	int status = 0;

	draw(play->space);
	if (colours)
		grid_dump_ansi(&play->space->grid, &text);
	else
		grid_dump(&play->space->grid, &text);
	if (!out || fwrite(text.at, 1, text.len, out) != text.len ||
	    fflush(out))
		status = fault(play, strerror(errno), name);
	if (out && out != stdout)
		fclose(out);
	buf_release(&text);
	free(path);
	return status;
}

static int play_line(struct play *play, struct str line)
{
	struct str rest = line, word = next_word(&rest);

	if (!word.len || word.at[0] == '#')
		return 0;
	if (str_eq(word, STR("type"))) /* blanks after the first count */
		return play_text(play, str_slice(rest, 1, rest.len));
	rest = str_trim(rest);
	if (str_eq(word, STR("key")))
		return play_keys(play, rest);
	if (str_eq(word, STR("resize")))
		return play_resize(play, rest);
	if (str_eq(word, STR("dump")))
		return play_dump(play, rest, false);
	if (str_eq(word, STR("dump-ansi")))
		return play_dump(play, rest, true);
	if (!str_eq(word, STR("wait")))
		return fault(play, "no such step:", word);
	workspace_settle(play->space);
	draw(play->space);
	return 0;
}

static int play_file(struct play *play, FILE *in)
{
	char *line = NULL;
	size_t room = 0;
	ssize_t len;
	int status = 0;

	while (status == 0 && !play->ended &&
	       (len = getline(&line, &room, in)) >= 0) {
		play->line++;
		while (len && (line[len - 1] == '\n' || line[len - 1] == '\r'))
			len--;
		status = play_line(play, (struct str){ line, (size_t)len });
	}
	free(line);
	if (ferror(in))
		return fault(play, "cannot read on:", str_of(strerror(errno)));
	return status;
}

/* One stream cannot be both the keys and the evidence. */
static bool input_twice(const struct options *options)
{
	for (size_t i = 0; i < options->paths; i++)
		if (!strcmp(options->path[i], "-"))
			return !strcmp(options->word, "-");
	return false;
}

int run_script(const struct options *options)
{
	struct workspace space;
	struct play play = { .space = &space, .file = options->word };
	FILE *in =
		strcmp(options->word, "-") ? fopen(options->word, "rb") : stdin;
	int status;

	if (input_twice(options)) {
		message("standard input cannot be both the script and the "
			"events");
		return 2;
	}
	if (!in) {
		message("%s: %s", options->word, strerror(errno));
		return 2;
	}
	if (!options_found(options))
		return 2;
	workspace_open(&space, options, false);
	space.grid.ascii = options->ascii;
	grid_resize(&space.grid, options->width, options->height);
	draw(&space);
	status = play_file(&play, in);
	if (in != stdin)
		fclose(in);
	status = status < 0 || !output_ok() ? 2 : 0;
	/* A worker may sit in a read of a pipe: see investigate(). */
	if (!workspace_idle(&space))
		exit(status);
	workspace_release(&space);
	return status;
}
