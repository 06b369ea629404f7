# shellcheck shell=bash
# Long steps: says what is going on and how long it took, keeps the output, shows its end on failure.
# Source it after messages.sh.

STEP_TICK_SECONDS=10
STEP_TAIL_LINES=30

# step TITLE LOG COMMAND...: runs the command with its output in LOG; ends the script when it fails.
# The command's last line is what it has to tell; the person sees it.
step() {
    local title=$1 log=$2 started=$SECONDS status=0 ticker
    shift 2
    say "==> $title ..."
    : >"$log"
    step_tick "$log" "$started" &
    ticker=$!
    # An interrupted step must not leave the ticker talking.
    trap 'kill "$ticker" 2>/dev/null || true' EXIT
    "$@" >>"$log" 2>&1 </dev/null || status=$?
    kill "$ticker" 2>/dev/null || true
    wait "$ticker" 2>/dev/null || true
    trap - EXIT
    if [ "$status" -ne 0 ]; then
        say "    failed after $((SECONDS - started)) s; the end of $log:"
        tail -n "$STEP_TAIL_LINES" "$log" | sed 's/^/    | /'
        exit 1
    fi
    say "    done in $((SECONDS - started)) s: $(tail -n 1 "$log" | step_plain)"
}

# step_plain: a line without colours and other control characters, cut to fit.
step_plain() {
    sed 's/\x1b\[[0-9;]*[A-Za-z]//g' | tr -dc '[:print:]' | tr -s ' ' | cut -c1-120
}

# step_tick LOG STARTED: now and then says how long it has been and what the log said last.
step_tick() {
    local log=$1 started=$2 idle last
    # Waits in the shell itself: a child such as sleep would live on after us and hold the output open.
    exec {idle}<> <(:)
    while true; do
        read -r -t "$STEP_TICK_SECONDS" -u "$idle" || true
        # Maven's line for the module it is at tells more than whatever it said last.
        last=$(grep 'Building .*\[[0-9]*/[0-9]*\]' "$log" | tail -n 1 || true)
        [ -n "$last" ] || last=$(grep -v '^[[:space:]]*$' "$log" | tail -n 1 || true)
        say "    $((SECONDS - started)) s: $(step_plain <<<"${last#\[INFO\] }")"
    done
}
