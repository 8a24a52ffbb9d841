/* SPDX-License-Identifier: MIT */
/* keys.c - keys by the names that scripts, `:map` and the help use. */

#include "keys.h"

struct key_name {
	struct str name;
	int32_t code;
};

#define KEY_NAME(text, code)                                                   \
	{                                                                      \
		{ text, sizeof(text) - 1 }, code                               \
	}

/* The first name of a code is the one that is written. */
static const struct key_name names[] = {
	KEY_NAME("Enter", PRESS_ENTER),
	KEY_NAME("Return", PRESS_ENTER),
	KEY_NAME("Esc", PRESS_ESC),
	KEY_NAME("Escape", PRESS_ESC),
	KEY_NAME("Space", ' '),
	KEY_NAME("Tab", PRESS_TAB),
	KEY_NAME("BackTab", PRESS_BACK_TAB),
	KEY_NAME("S-Tab", PRESS_BACK_TAB),
	KEY_NAME("Up", PRESS_UP),
	KEY_NAME("Down", PRESS_DOWN),
	KEY_NAME("Left", PRESS_LEFT),
	KEY_NAME("Right", PRESS_RIGHT),
	KEY_NAME("Home", PRESS_HOME),
	KEY_NAME("End", PRESS_END),
	KEY_NAME("PgUp", PRESS_PAGE_UP),
	KEY_NAME("PageUp", PRESS_PAGE_UP),
	KEY_NAME("PgDn", PRESS_PAGE_DOWN),
	KEY_NAME("PageDown", PRESS_PAGE_DOWN),
	KEY_NAME("Del", PRESS_DELETE),
	KEY_NAME("Delete", PRESS_DELETE),
	KEY_NAME("Backspace", PRESS_BACKSPACE),
	KEY_NAME("Resize", PRESS_RESIZE),
	KEY_NAME("Paste", PRESS_PASTE),
	KEY_NAME("Click", PRESS_CLICK),
	KEY_NAME("WheelUp", PRESS_WHEEL_UP),
	KEY_NAME("WheelDown", PRESS_WHEEL_DOWN),
	KEY_NAME("HungUp", PRESS_HUNG_UP),
};

/* `^F`, `^[`, `^?`; two names for one key give one code. */
static int32_t control_of(char c)
{
	if (c == '?' || c == 'H' || c == 'h')
		return PRESS_BACKSPACE;
	if (c < '@' || c > 'z' || c == '`')
		return PRESS_NONE;
	return PRESS_CTRL(c);
}

static int32_t code_of(struct str name)
{
	int32_t point = -1;

	if (name.len == 0)
		return PRESS_NONE;
	for (size_t i = 0; i < ARRAY_LEN(names); i++)
		if (str_eq_nocase(names[i].name, name))
			return names[i].code;
	if (name.len == 2 && name.at[0] == '^')
		return control_of(name.at[1]);
	if (utf8_next(name.at, name.at + name.len, &point) != name.len)
		return PRESS_NONE;
	if (point < 0 || point_class(point) == POINT_CONTROL)
		return PRESS_NONE;
	return point;
}

bool key_read(struct str name, struct key *key)
{
	int32_t code = code_of(name);

	if (code == PRESS_NONE)
		return false;
	*key = (struct key){ .code = code };
	return true;
}

void key_put(struct buf *out, struct key key)
{
	char bytes[4];

	for (size_t i = 0; i < ARRAY_LEN(names); i++) {
		if (names[i].code == key.code) {
			buf_add(out, names[i].name);
			return;
		}
	}
	if (key.code < ' ')
		buf_addf(out, "^%c", (key.code & 0x1f) | 0x40);
	else if (key.code <= 0x10ffff)
		buf_add(out,
			(struct str){ bytes,
				      utf8_put(bytes, (uint32_t)key.code) });
}
