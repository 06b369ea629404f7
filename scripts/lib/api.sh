# shellcheck shell=bash
# The REST API from a shell. Source it after messages.sh. Secrets travel by files and pipes: a command line is
# there for every user of the machine to read.

# api_login: takes GODOCKER_URL, GODOCKER_USER and GODOCKER_PASSWORD from the environment; sets api_headers,
# a file with the token. The caller deletes it.
api_login() {
    local answer
    answer=$(jq -n '{user: env.GODOCKER_USER, password: env.GODOCKER_PASSWORD}' |
        api_curl POST /auth/token --data-binary @-) || die "login as $GODOCKER_USER was refused"
    api_headers=$(umask 077 && mktemp)
    jq -r '"Authorization: Bearer " + .token' <<<"$answer" >"$api_headers"
}

# api_curl METHOD PATH CURL-OPTION...: prints the body of a good answer; a refusal goes to the error output.
api_curl() {
    local method=$1 path=$2 body status
    shift 2
    body=$(mktemp)
    status=$(curl -sS -m 60 -X "$method" -H 'Content-Type: application/json' -o "$body" -w '%{http_code}' \
        "$@" "$GODOCKER_URL/api/v1$path") || status=none
    case $status in
        2??) cat "$body"; rm -f "$body" ;;
        *)
            warn "$method $path: status $status"
            api_explain <"$body" >&2
            rm -f "$body"
            return 1
            ;;
    esac
}

# api METHOD PATH CURL-OPTION...: the same, logged in.
api() {
    local method=$1 path=$2
    shift 2
    api_curl "$method" "$path" -H "@$api_headers" "$@"
}

# api_explain: a problem document as a person reads it; anything else as it is.
api_explain() {
    local text
    text=$(cat)
    jq -e -r '"  " + (.title // "refused") + (if .detail then ": " + .detail else "" end),
        ((.errors // .violations // [])[] | "  " + tojson)' <<<"$text" 2>/dev/null || printf '%s\n' "$text"
}
