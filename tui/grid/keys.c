/* SPDX-License-Identifier: MIT */
/* keys.c - keys by the names that scripts, `:map` and the help use. */

#include "keys.h"

struct key_name {
	struct str name;
	int32_t code;
};

/* The first name of a code is the one that is written. */
static const struct key_name names[] = {
	{ STR("Enter"), PRESS_ENTER },
	{ STR("Return"), PRESS_ENTER },
	{ STR("Esc"), PRESS_ESC },
	{ STR("Escape"), PRESS_ESC },
	{ STR("Space"), ' ' },
	{ STR("Tab"), PRESS_TAB },
	{ STR("BackTab"), PRESS_BACK_TAB },
	{ STR("S-Tab"), PRESS_BACK_TAB },
	{ STR("Up"), PRESS_UP },
	{ STR("Down"), PRESS_DOWN },
	{ STR("Left"), PRESS_LEFT },
	{ STR("Right"), PRESS_RIGHT },
	{ STR("Home"), PRESS_HOME },
	{ STR("End"), PRESS_END },
	{ STR("PgUp"), PRESS_PAGE_UP },
	{ STR("PageUp"), PRESS_PAGE_UP },
	{ STR("PgDn"), PRESS_PAGE_DOWN },
	{ STR("PageDown"), PRESS_PAGE_DOWN },
	{ STR("Del"), PRESS_DELETE },
	{ STR("Delete"), PRESS_DELETE },
	{ STR("Backspace"), PRESS_BACKSPACE },
	{ STR("Resize"), PRESS_RESIZE },
	{ STR("Paste"), PRESS_PASTE },
	{ STR("Click"), PRESS_CLICK },
	{ STR("WheelUp"), PRESS_WHEEL_UP },
	{ STR("WheelDown"), PRESS_WHEEL_DOWN },
	{ STR("HungUp"), PRESS_HUNG_UP },
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
