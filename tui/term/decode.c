/* SPDX-License-Identifier: MIT */
/* decode.c - the key decoder.
 *
 * Own, not curses', for two reasons. Esc is the most used key here and must
 * not wait, so on a slow line an arrow's bytes may come after its Esc was
 * given: `[A` right after a lone Esc is then still the arrow, not two keys
 * that set a range and act. And what is not known is swallowed whole: a
 * terminal's answer to somebody else's question must not press keys.
 *
 * Arrows are sent as ESC [ or ESC O by every terminal still in use; none has
 * to be switched to a keypad mode for that. */

#include <assert.h>
#include <string.h>

#include "decode.h"

#define GLUE_MS 300       /* between a lone Esc and the rest of an arrow */
#define BROKEN_MS 500     /* for the rest of what is surely a sequence */
#define PASTE_MS 3000     /* silence that ends a paste without an end */
#define SEQUENCE_MOST 256 /* longer ones are none */
#define PASTE_MOST (1 << 20)

#define PASTE_END STR("\033[201~")

struct sequence { /* what one sent by a key means */
	char final;
	int number; /* of `ESC [ 5 ~`; 0 where none is needed */
	int32_t code;
};

static const struct sequence sequences[] = {
	{ 'A', 0, PRESS_UP },        { 'B', 0, PRESS_DOWN },
	{ 'C', 0, PRESS_RIGHT },     { 'D', 0, PRESS_LEFT },
	{ 'H', 0, PRESS_HOME },      { 'F', 0, PRESS_END },
	{ 'Z', 0, PRESS_BACK_TAB },  { 'M', 0, PRESS_ENTER },
	{ '~', 1, PRESS_HOME },      { '~', 7, PRESS_HOME },
	{ '~', 4, PRESS_END },       { '~', 8, PRESS_END },
	{ '~', 3, PRESS_DELETE },    { '~', 5, PRESS_PAGE_UP },
	{ '~', 6, PRESS_PAGE_DOWN },
};

void decode_release(struct decode *decode)
{
	buf_release(&decode->paste);
	*decode = (struct decode){ .esc_ms = decode->esc_ms };
}

size_t decode_room(const struct decode *decode)
{
	return sizeof(decode->in) - decode->len;
}

void decode_feed(struct decode *decode, const char *at, size_t len, int64_t now)
{
	assert(len <= decode_room(decode));
	assert(now >= decode->came);
	memcpy(decode->in + decode->len, at, len);
	decode->len += len;
	decode->came = now;
}

/* True when what is unfinished has had its time. */
static bool waited(struct decode *decode, int64_t now, int ms)
{
	decode->patience = ms;
	return now - decode->came >= ms;
}

/* Numbers between semicolons; what is no number is 0. */
static void read_numbers(struct str s, int number[3])
{
	int n = 0;

	for (size_t i = 0; i < s.len && n < 3; i++) {
		if (s.at[i] == ';')
			n++;
		else if (s.at[i] >= '0' && s.at[i] <= '9' && number[n] < 10000)
			number[n] = number[n] * 10 + (s.at[i] - '0');
	}
}

/* `ESC [ < button ; x ; y M`. Releases and drags are nothing. */
static struct key mouse_key(struct str parameters)
{
	int number[3] = { 0 };
	struct key key = { 0 };

	read_numbers(parameters, number);
	if (number[0] == 0)
		key.code = PRESS_CLICK;
	else if (number[0] == 64)
		key.code = PRESS_WHEEL_UP;
	else if (number[0] == 65)
		key.code = PRESS_WHEEL_DOWN;
	key.x = number[1] - 1;
	key.y = number[2] - 1;
	return key;
}

/* Modifiers are passed over: Ctrl-Up is Up. */
static struct key plain_key(struct str parameters, char final)
{
	int number[3] = { 0 };
	struct key key = { 0 };

	read_numbers(parameters, number);
	for (size_t i = 0; i < ARRAY_LEN(sequences); i++) {
		const struct sequence *m = &sequences[i];

		if (m->final == final &&
		    (m->number == 0 || m->number == number[0]))
			key.code = m->code;
	}
	return key;
}

static struct key sequence_key(struct decode *decode, struct str parameters,
			       char final)
{
	if (final == '~' && str_eq(parameters, STR("200"))) {
		decode->pasting = true;
		buf_reset(&decode->paste);
		return (struct key){ 0 };
	}
	if (final == 'M' && str_starts(parameters, STR("<")))
		return mouse_key(parameters);
	if (final == 'M' || (parameters.len && parameters.at[0] >= '<'))
		return (struct key){ 0 };
	return plain_key(parameters, final);
}

/* The three bytes of an old mouse report, and the letter of the Linux
 * console's `ESC [ [ A`, follow what looks like a final. */
static size_t follows(struct str body)
{
	if (body.len > 1 && body.at[1] == '[')
		return 1;
	return body.len > 1 && body.at[1] == 'M' ? 3 : 0;
}

/* `[` and what comes after. Returns the bytes of `body` taken, 0 to wait. */
static size_t read_csi(struct decode *decode, struct str body, int64_t now,
		       struct key *key)
{
	size_t i = 1, extra = follows(body);

	while (i < body.len && body.at[i] >= 0x20 && body.at[i] < 0x40)
		i++;
	if (i + extra < body.len && i < SEQUENCE_MOST) {
		if (body.at[i] < 0x40 || body.at[i] == 0x7f)
			return i; /* broken off by another key */
		if (!extra)
			*key = sequence_key(decode, str_slice(body, 1, i),
					    body.at[i]);
		return i + 1 + extra;
	}
	if (waited(decode, now, BROKEN_MS) || i >= SEQUENCE_MOST)
		return body.len;
	return 0;
}

/* What a terminal answers in words: `] 11 ; rgb:...`, `P 1 $ r ...`. By hand
 * nobody types a digit that soon after Esc and `]`. */
static bool is_string(struct str body)
{
	char c = body.at[1];

	if (body.at[0] != ']' && body.at[0] != 'P')
		return false;
	return (c >= '0' && c <= '9') || c == '>' || c == '!' || c == '$';
}

/* Ends with BEL or with Esc and a backslash. */
static size_t read_string(struct decode *decode, struct str body, int64_t now)
{
	for (size_t i = 2; i < body.len; i++)
		if (body.at[i] == '\a' ||
		    (body.at[i] == '\\' && body.at[i - 1] == PRESS_ESC))
			return i + 1;
	if (waited(decode, now, BROKEN_MS) || !decode_room(decode))
		return body.len;
	return 0;
}

static size_t give(struct key *key, int32_t code)
{
	key->code = code;
	return 1;
}

static size_t read_arrow(struct decode *decode, struct str body, int64_t now,
			 struct key *key)
{
	if (body.at[0] == '[')
		return read_csi(decode, body, now, key);
	if (body.at[1] < ' ')
		return 1;
	*key = plain_key(STR_NONE, body.at[1]);
	return 2;
}

static bool begins_arrow(char c)
{
	return c == '[' || c == 'O';
}

/* A lone Esc, or one before a key that has nothing to do with it, is given
 * as such. */
static size_t read_escape(struct decode *decode, int64_t now, struct key *key)
{
	struct str body = { decode->in + 1, decode->len - 1 };
	size_t taken;

	if (body.len == 0 || (body.len == 1 && strchr("[O]P", body.at[0]))) {
		if (!waited(decode, now, decode->esc_ms))
			return 0;
		decode->escaped = body.len ? 0 : now;
		return give(key, PRESS_ESC);
	}
	if (body.len > 1 && begins_arrow(body.at[0]))
		taken = read_arrow(decode, body, now, key);
	else if (body.len > 1 && is_string(body))
		taken = read_string(decode, body, now);
	else
		return give(key, PRESS_ESC);
	return taken ? taken + 1 : 0;
}

/* The rest of an arrow whose Esc was already given: by hand, `[` and `O`
 * come alone. */
static size_t read_glued(struct decode *decode, int64_t now, struct key *key)
{
	struct str body = { decode->in, decode->len };

	if (body.len > 1)
		return read_arrow(decode, body, now, key);
	if (!waited(decode, now, decode->esc_ms))
		return 0;
	return give(key, body.at[0]);
}

/* Bytes that the character's first byte calls for. */
static size_t point_length(char first)
{
	unsigned char lead = (unsigned char)first;

	return lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc2 ? 2 : 1;
}

static size_t read_point(struct decode *decode, int64_t now, struct key *key)
{
	const char *end = decode->in + decode->len;
	int32_t point;
	size_t taken = utf8_next(decode->in, end, &point);

	if (point < 0 && decode->len < point_length(decode->in[0]) &&
	    !waited(decode, now, BROKEN_MS))
		return 0;
	if (point == 8 || point == 127)
		key->code = PRESS_BACKSPACE;
	else if (point > 0 && (point < 0x80 || point >= 0xa0))
		key->code = point;
	return taken;
}

/* Returns keep an Enter typed in a paste what it was: a new line. */
static struct str lines_of(struct buf *paste)
{
	size_t to = 0;

	for (size_t i = 0; i < paste->len; i++) {
		char c = paste->at[i];

		if (c == '\n' && i && paste->at[i - 1] == '\r')
			continue;
		paste->at[to++] = c;
	}
	for (size_t i = 0; i < to; i++)
		if (paste->at[i] == '\r')
			paste->at[i] = '\n';
	return (struct str){ paste->at ? paste->at : "", to };
}

static void keep_paste(struct decode *decode, size_t len)
{
	size_t room = PASTE_MOST - decode->paste.len;

	buf_add(&decode->paste,
		(struct str){ decode->in, len < room ? len : room });
}

static size_t end_paste(struct decode *decode, struct key *key, size_t taken)
{
	decode->pasting = false;
	key->code = PRESS_PASTE;
	key->text = lines_of(&decode->paste);
	return taken;
}

/* Bytes at the end of `in` that may be the beginning of the paste's end. */
static size_t undecided(struct str in)
{
	size_t len = PASTE_END.len - 1;

	if (len > in.len)
		len = in.len;
	while (len &&
	       !str_starts(PASTE_END, str_slice(in, in.len - len, in.len)))
		len--;
	return len;
}

static size_t read_paste(struct decode *decode, int64_t now, struct key *key)
{
	struct str in = { decode->in, decode->len };
	ptrdiff_t end = str_search(in, PASTE_END);
	size_t taken = in.len - undecided(in);

	if (end >= 0) {
		keep_paste(decode, (size_t)end);
		return end_paste(decode, key, (size_t)end + PASTE_END.len);
	}
	if (waited(decode, now, PASTE_MS)) {
		keep_paste(decode, in.len);
		return end_paste(decode, key, in.len);
	}
	keep_paste(decode, taken);
	return taken;
}

static bool is_glued(const struct decode *decode)
{
	return decode->escaped && begins_arrow(decode->in[0]) &&
	       decode->came - decode->escaped < GLUE_MS;
}

static size_t read_one(struct decode *decode, int64_t now, struct key *key)
{
	if (decode->pasting)
		return read_paste(decode, now, key);
	if (decode->in[0] == PRESS_ESC)
		return read_escape(decode, now, key);
	if (is_glued(decode))
		return read_glued(decode, now, key);
	return read_point(decode, now, key);
}

struct key decode_next(struct decode *decode, int64_t now)
{
	while (decode->len || decode->pasting) {
		struct key key = { 0 };
		size_t taken = read_one(decode, now, &key);

		if (taken == 0 && key.code == PRESS_NONE)
			break;
		decode->len -= taken;
		memmove(decode->in, decode->in + taken, decode->len);
		if (key.code != PRESS_ESC)
			decode->escaped = 0;
		if (key.code != PRESS_NONE)
			return key;
	}
	return (struct key){ 0 };
}

int decode_wait(const struct decode *decode, int64_t now)
{
	int64_t left = decode->came + decode->patience - now;

	if (decode->len == 0 && !decode->pasting)
		return -1;
	return left > 0 ? (int)left : 0;
}
