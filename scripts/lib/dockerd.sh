# shellcheck shell=bash
# Starting and stopping dockerd without an init system. Source it after messages.sh and privilege.sh.

# dockerd_alive PID_FILE: true while the dockerd that wrote the file runs. The name is compared as well,
# since after a reboot the number may belong to another process.
dockerd_alive() {
    local pid
    pid=$(cat "$1" 2>/dev/null) && [ -n "$pid" ] && [ "$(cat "/proc/$pid/comm" 2>/dev/null)" = dockerd ]
}

# system_dockerd_alive: true while a dockerd runs that an init script has started.
system_dockerd_alive() {
    dockerd_alive /var/run/docker.pid
}

# dockerd_start PID_FILE LOG: starts dockerd in a session of its own, so that it outlives our terminal.
dockerd_start() {
    local pid_file=$1 log=$2
    command -v dockerd >/dev/null 2>&1 || PATH=$PATH:/usr/sbin:/sbin
    command -v dockerd >/dev/null 2>&1 || die "dockerd is missing (Debian, Ubuntu: apt-get install docker.io)"
    mount_cgroups
    # A pid file left by a power cut makes dockerd refuse to start when its number is in use again.
    dockerd_alive "$pid_file" || as_root rm -f "$pid_file"
    # shellcheck disable=SC2024  # the log belongs to us on purpose, not to root
    as_root setsid dockerd --pidfile "$pid_file" >>"$log" 2>&1 </dev/null &
    disown
    local deadline=$((SECONDS + 10))
    until dockerd_alive "$pid_file" || [ "$SECONDS" -ge "$deadline" ]; do sleep 0.1; done
}

# dockerd_stop PID_FILE: asks it to end and waits; it ends its containers first, which may take a while.
dockerd_stop() {
    dockerd_alive "$1" || return 0
    local pid deadline=$((SECONDS + 60))
    pid=$(cat "$1")
    as_root bash -c "kill $pid"   # the shell's own: a small system has no kill command
    while dockerd_alive "$1" && [ "$SECONDS" -lt "$deadline" ]; do sleep 0.1; done
    if dockerd_alive "$1"; then
        warn "dockerd did not end within 60 s: killing it"
        as_root bash -c "kill -KILL $pid"
    fi
}

# Without an init system nobody has mounted the control groups that every container needs.
mount_cgroups() {
    grep -q ' cgroup2\{0,1\} ' /proc/mounts && return
    command -v cgroupfs-mount >/dev/null 2>&1 || die "no control groups are mounted (Debian, Ubuntu: apt-get install cgroupfs-mount)"
    as_root cgroupfs-mount
}
