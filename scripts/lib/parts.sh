# shellcheck shell=bash
# The parts of a verification: each is announced, timed and listed at the end. Source it after messages.sh.

PARTS_SUMMARY=()

# part TITLE COMMAND...: runs the command with its output in sight; a failure is noted and the next part still runs.
part() {
    local title=$1 started=$SECONDS verdict=passed
    shift
    say ""
    say "==> $title"
    "$@" </dev/null || verdict=FAILED
    PARTS_SUMMARY+=("$(printf '%-8s %5d s  %s' "$verdict" $((SECONDS - started)) "$title")")
    say "==> $title: $verdict after $((SECONDS - started)) s"
    [ "$verdict" = passed ]
}

parts_summary() {
    say ""
    printf '%s\n' "${PARTS_SUMMARY[@]}"
}
