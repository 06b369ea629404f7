#!/bin/sh
# What a job's container runs: starts cmd.sh beside it, keeps its output and exit code, and passes signals on to it.
# POSIX only: the shell of the image may be dash, bash or busybox. All but "date" is built into the shell, because the
# image need not hold anything else.

unset IFS
dir=${GODOCKER_PWD:-/mnt/go-docker}

if ! cd "$dir" || ! ( : >>god.log && : >>god.err ) 2>/dev/null; then
    echo "go-docker: god.log and god.err cannot be written in $dir" >&2
    exit 126
fi
exec </dev/null >>god.log 2>>god.err

# Whoever makes god.info runs the script. An engine that crashes just after it has started a container may not know
# that when it is back, and would start the attempt once more.
if ! ( set -C; : >god.info ) 2>/dev/null && [ -e god.info ]; then
    echo "go-docker: the script was started before, and how it ended is not known: the container engine crashed then." \
        "It is not started twice; submit the job again if that does no harm" >&2
    exit 125
fi

now() {
    date +%s 2>/dev/null || ( PATH=/bin:/usr/bin; date +%s ) 2>/dev/null || echo 0
}

# The figures of the container's cgroup, version 2 or 1; those that cannot be read are left out.
usage() {
    for file in /sys/fs/cgroup/memory.peak /sys/fs/cgroup/memory/memory.max_usage_in_bytes; do
        if [ -r "$file" ] && read -r value <"$file"; then
            echo "memory_peak_bytes $value"
            break
        fi
    done
    if [ -r /sys/fs/cgroup/cpu.stat ]; then
        while read -r key value; do
            [ "$key" != usage_usec ] || echo "cpu_microseconds $value"
        done </sys/fs/cgroup/cpu.stat
    else
        for file in /sys/fs/cgroup/cpuacct/cpuacct.usage /sys/fs/cgroup/cpu,cpuacct/cpuacct.usage; do
            if [ -r "$file" ] && read -r value <"$file"; then
                echo "cpu_nanoseconds $value"
                break
            fi
        done
    fi
}

finish() {
    usage >god.usage 2>/dev/null
    now >>god.info
    exit "$1"
}

refuse() {
    echo "go-docker: $2" >&2
    finish "$1"
}

child=
pending=
interrupted=
# shellcheck disable=SC2317  # called by trap
forward() {
    interrupted=yes
    if [ -n "$child" ]; then
        kill -s "$1" "$child" 2>/dev/null
    else
        pending=$1
    fi
}
trap 'forward TERM' TERM INT QUIT
trap 'forward HUP' HUP
trap 'forward USR1' USR1
trap 'forward USR2' USR2

now >>god.info

[ -r cmd.sh ] || refuse 126 "the script cannot be read by user $(id -u 2>/dev/null)"
read -r first <cmd.sh
interpreter=
case $first in
'#!'*)
    set -f
    # shellcheck disable=SC2086  # split into words on purpose
    set -- ${first#'#!'}
    set +f
    interpreter=${1-}
    ;;
esac
if [ -n "$interpreter" ]; then
    [ -f "$interpreter" ] || refuse 127 "the image has no $interpreter, which the first line of the script asks for"
    [ -x "$interpreter" ] || refuse 126 "$interpreter, which the first line of the script asks for, cannot be executed"
    [ -x cmd.sh ] || refuse 126 "the script cannot be executed"
    "$dir/cmd.sh" &
else
    /bin/sh "$dir/cmd.sh" &
fi
child=$!
[ -z "$pending" ] || kill -s "$pending" "$child" 2>/dev/null

# A signal ends "wait" early, with a code of its own; waiting once more gives the child's, or 127 when it was known already.
wait "$child"
code=$?
while [ -n "$interrupted" ]; do
    interrupted=
    wait "$child" 2>/dev/null
    again=$?
    [ "$again" -eq 127 ] || code=$again
done
child=
finish "$code"
