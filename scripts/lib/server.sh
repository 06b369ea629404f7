# shellcheck shell=bash
# Facts about the unpacked server. Source it after messages.sh.

# server_pid SERVER: prints the process id of the running server, fails when it does not run.
# Karaf writes the number; the command line is compared as well, since it may be another process's by now.
server_pid() {
    local pid
    pid=$(sed -n 's/^item\.0\.pid *= *\([1-9][0-9]*\).*/\1/p' "$1/instances/instance.properties" 2>/dev/null)
    [ -n "$pid" ] && [ -r "/proc/$pid/cmdline" ] && tr '\0' '\n' 2>/dev/null <"/proc/$pid/cmdline" | grep -qxF -- "-Dkaraf.base=$1" || return 1
    printf '%s\n' "$pid"
}

# server_port SERVER: the port in its configuration.
server_port() {
    local port
    port=$(sed -n 's/^ *org\.osgi\.service\.http\.port *= *\([0-9]*\).*/\1/p' "$1/etc/org.ops4j.pax.web.cfg" | tail -n 1)
    printf '%s\n' "${port:-8181}"
}

# is_port TEXT
is_port() {
    case $1 in '' | 0* | *[!0-9]* | ??????*) return 1 ;; esac
    [ "$1" -le 65535 ]
}

# set_option FILE KEY VALUE: sets one option of a .cfg file, in its place when it is there.
set_option() {
    local key=${2//./\\.} value=${3//[\\&|]/\\&}
    if grep -q "^ *$key *=" "$1"; then
        sed -i "s|^ *$key *=.*|$2 = $value|" "$1"
    else
        printf '%s = %s\n' "$2" "$3" >>"$1"
    fi
}

# set_server_port SERVER PORT
set_server_port() {
    set_option "$1/etc/org.ops4j.pax.web.cfg" org.osgi.service.http.port "$2"
}

# set_server_engine SERVER ADDRESS: where the server's first node has its Docker Engine.
set_server_engine() {
    set_option "$1/etc/org.godocker.executor.docker.node-local.cfg" endpoint "$2"
}

# port_taken PORT: true when something on this machine listens there.
port_taken() {
    (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null
}

# server_ready URL: true when the server says that it takes jobs and has somewhere to run them.
server_ready() {
    curl -sS -m 10 -f "$1/api/v1/server/health" 2>/dev/null | jq -e '.status == "UP"' >/dev/null 2>&1
}
