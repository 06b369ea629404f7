# shellcheck shell=bash
# Finding the JDK. Source it after messages.sh.

JAVA_WANTED=17

# is_wanted_jdk DIR: true when DIR holds a JDK (not only a runtime) of the wanted version.
is_wanted_jdk() {
    [ -x "$1/bin/javac" ] && [ "$("$1/bin/javac" -version 2>&1 | sed -n 's/^javac \([0-9]*\).*/\1/p')" = "$JAVA_WANTED" ]
}

# find_jdk: prints the home of a wanted JDK; JAVA_HOME first, then the one on the PATH, then the usual places.
find_jdk() {
    local candidate javac
    javac=$(command -v javac || true)
    for candidate in "${JAVA_HOME:-}" "${javac:+$(dirname "$(dirname "$(readlink -f "$javac")")")}" /usr/lib/jvm/*; do
        if [ -n "$candidate" ] && is_wanted_jdk "$candidate"; then
            printf '%s\n' "$candidate"
            return 0
        fi
    done
    return 1
}

# use_jdk: exports JAVA_HOME for Maven and the server.
use_jdk() {
    JAVA_HOME=$(find_jdk) || die "no JDK $JAVA_WANTED found: install one and set JAVA_HOME to it"
    export JAVA_HOME
}
