/* SPDX-License-Identifier: MIT */
/* Any bytes from a terminal, in pieces and with pauses: keys are keys, pastes
 * are bounded, and nothing is kept for ever.
 *
 * Input: pieces, each a byte that tells its length and the pause after it. */

#include <stdlib.h>

#include "../../tui/term/decode.h"

#define PASTE_MOST (1 << 20)
#define FOR_EVER 1000000

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void expect(bool holds)
{
	if (!holds)
		abort();
}

static void check_key(struct key key)
{
	struct buf name = { 0 };
	struct key back;

	expect(key.code > 0 && key.code < PRESS_HUNG_UP);
	expect(key.code <= 0x10ffff || key.code > PRESS_FIRST_SPECIAL);
	expect(key.text.len <= PASTE_MOST);
	expect(key.code == PRESS_PASTE || key.text.len == 0);
	for (size_t i = 0; i < key.text.len; i++)
		expect(key.text.at[i] != '\r');
	key_put(&name, key);
	expect(key_read(buf_str(&name), &back) && back.code == key.code);
	buf_release(&name);
}

static void take_keys(struct decode *decode, int64_t now)
{
	struct key key;

	while ((key = decode_next(decode, now)).code != PRESS_NONE)
		check_key(key);
	expect(decode_room(decode) > 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct decode decode = { .esc_ms = 25 };
	int64_t now = 1;

	while (size) {
		size_t len = data[0] & 15;
		int pause = (data[0] >> 4) * (data[0] >> 4);

		data++;
		size--;
		if (len > size)
			len = size;
		decode_feed(&decode, (const char *)data, len, now);
		take_keys(&decode, now);
		data += len;
		size -= len;
		now += pause;
		take_keys(&decode, now);
	}
	take_keys(&decode, now + FOR_EVER);
	expect(decode.len == 0 && decode_wait(&decode, now) == -1);
	decode_release(&decode);
	return 0;
}
