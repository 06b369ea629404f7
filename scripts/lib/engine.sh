# shellcheck shell=bash
# Questions to the Docker Engine. Source it after messages.sh and privilege.sh.

DOCKER_DEFAULT_SOCKET=/var/run/docker.sock

# engine_answers: true when the engine that DOCKER_HOST (or the default socket) names answers us.
# The time limit matters: a socket whose daemon hangs would hold us for ever.
engine_answers() {
    timeout 20 docker version --format '{{.Server.Version}}' >/dev/null 2>&1
}

# engine_answers_root: as engine_answers, asked as root. Tells "no engine" from "no permission".
engine_answers_root() {
    [ "$(id -u)" -ne 0 ] && as_root timeout 20 docker version --format '{{.Server.Version}}' >/dev/null 2>&1
}

engine_version() {
    docker version --format '{{.Server.Version}}'
}

# engine_address: where clients reach the engine, in DOCKER_HOST's notation.
engine_address() {
    printf '%s\n' "${DOCKER_HOST:-unix://$DOCKER_DEFAULT_SOCKET}"
}
