#compdef trailtui
# SPDX-License-Identifier: MIT
# Completion of trailtui for zsh.

local -a commands fields
commands=(
	'events:matching events, in time order'
	'count:how many events match'
	'top:how often each value of a field occurs'
	'users:the Users pane as a table'
	'resources:the Resources pane as a table'
	'sweep:what looks wrong, as a table'
	'timeline:the Timeline pane as a table'
	'sources:every file with format, events, trouble'
	'diff:what two events differ in'
	'script:play keys, write screens'
	'demo:the investigator on a built-in incident'
)
fields=(
	user role session human key ip address tool ua event name service region
	account resource object error class id time kind read write people failed
	denied notable world shared mfa hidden cross undated conflict
)

_trailtui_first() {
	_alternative \
		'commands:command:{ _describe command commands }' \
		'files:file:_files'
}

_trailtui_second() {
	if [[ $words[2] == top ]]; then
		compadd -a fields
	else
		_files
	fi
}

_arguments \
	'(-f --filter)'{-f+,--filter=}'[only events that match]:filter: ' \
	'--from=[not before this time]:time: ' \
	'--to=[before this time]:time: ' \
	'--at=[begin at this event]:time or event id: ' \
	'--columns=[columns of the Timeline]:columns:_sequence compadd - $fields' \
	'--fold[runs of reads as one row]' \
	'--format=[form of tables]:format:(table json ndjson csv md)' \
	'--fields=[columns of events]:fields:_sequence compadd - $fields' \
	'--limit=[at most so many rows]:rows: ' \
	'(-j --jobs)'{-j+,--jobs=}'[threads that read]:threads: ' \
	'--max-memory=[stop loading beyond]:size: ' \
	'--utc[times in UTC]' \
	'--tz=[times in this zone]:zone:_time_zone' \
	'--color=[colours]:when:(auto always never)' \
	'--ascii[draw with ASCII only]' \
	'--strict[a damaged file makes exit status 2]' \
	'--csv-exact[do not defuse CSV cells]' \
	'--size=[screen of script]:size:(120x40 80x24 200x60)' \
	'--write=[demo\: write its files]:folder:_files -/' \
	'(-h --help)'{-h,--help}'[a summary]' \
	'(-V --version)'{-V,--version}'[the version]' \
	'1: :_trailtui_first' \
	'2: :_trailtui_second' \
	'*:file:_files'
