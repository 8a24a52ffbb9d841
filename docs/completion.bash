# SPDX-License-Identifier: MIT
# Completion of trailtui for bash.

_trailtui() {
	local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]}
	local commands="events count top users resources sweep timeline sources
		diff script demo"
	local options="-f --filter --from --to --at --columns --fold --format --fields --limit -j
		--jobs --max-memory --utc --tz --color --ascii --strict
		--csv-exact --size --write -h --help -V --version"
	local fields="user role session human key ip address tool ua event name
		service region account resource object error class id time kind read
		write people failed denied notable world shared mfa hidden cross
		undated conflict"
	local zones=/usr/share/zoneinfo

	COMPREPLY=()
	# `--format=js` comes as three words
	[[ $cur == = ]] && cur=
	[[ $prev == = ]] && prev=${COMP_WORDS[COMP_CWORD - 2]}
	case $prev in
	--format)
		COMPREPLY=($(compgen -W "table json ndjson csv md" -- "$cur"))
		return
		;;
	--color)
		COMPREPLY=($(compgen -W "auto always never" -- "$cur"))
		return
		;;
	--tz)
		COMPREPLY=($(cd "$zones" 2>/dev/null &&
			compgen -f -X '[!A-Z]*' -- "$cur"))
		return
		;;
	--write)
		compopt -o filenames
		COMPREPLY=($(compgen -d -- "$cur"))
		return
		;;
	--fields | --columns | top)
		COMPREPLY=($(compgen -W "$fields" -- "$cur"))
		return
		;;
	-f | --filter | --from | --to | --at | --limit | -j | --jobs | \
		--max-memory | --size)
		return
		;;
	esac
	if [[ $cur == -* ]]; then
		COMPREPLY=($(compgen -W "$options" -- "$cur"))
		return
	fi
	compopt -o filenames
	COMPREPLY=($(compgen -f -- "$cur"))
	if ((COMP_CWORD == 1)); then
		COMPREPLY+=($(compgen -W "$commands" -- "$cur"))
	fi
}
complete -F _trailtui trailtui
