# shellcheck shell=bash
# Root where it is needed, and only there. Source it after messages.sh.

# What a caller may set and must survive the change to root.
GODOCKER_KEPT_VARIABLES=(CI DOCKER_CERT_PATH DOCKER_HOST DOCKER_TLS_VERIFY GODOCKER_PORT GODOCKER_PULL_SECONDS
    GODOCKER_SAMPLE_SECONDS GODOCKER_START_SECONDS GODOCKER_STATE JAVA_HOME MAVEN_ARGS MAVEN_OPTS http_proxy https_proxy no_proxy)

# as_root COMMAND...: runs the command as root, through sudo where we are somebody else.
as_root() {
    if [ "$(id -u)" -eq 0 ]; then
        "$@"
    elif command -v sudo >/dev/null 2>&1; then
        sudo -- "$@"
    else
        die "root is needed for: $*
Run this as root, or install sudo."
    fi
}

# become_root SCRIPT ARGUMENT...: returns when we are root, else replaces this process by the script run through sudo.
become_root() {
    [ "$(id -u)" -ne 0 ] || return 0
    command -v sudo >/dev/null 2>&1 || die "this needs root: run it as root, or install sudo"
    local name kept=()
    for name in "${GODOCKER_KEPT_VARIABLES[@]}"; do
        [ -z "${!name+set}" ] || kept+=("$name=${!name}")
    done
    exec sudo -- env "${kept[@]}" "$@"
}

# as_invoker COMMAND...: runs the command as the person who called sudo, else as we are. What a build writes
# into the project must belong to its owner, or her next build fails.
as_invoker() {
    if [ "$(id -u)" -eq 0 ] && [ "${SUDO_UID:-0}" -ne 0 ]; then
        HOME=$(getent passwd "$SUDO_UID" | cut -d: -f6) \
            setpriv --reuid="$SUDO_UID" --regid="$SUDO_GID" --init-groups -- "$@"
    else
        "$@"
    fi
}
