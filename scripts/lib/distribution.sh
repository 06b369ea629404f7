# shellcheck shell=bash
# The distribution that Maven makes, seen from the project's top folder. Source it after messages.sh.

# find_tarball: prints the path of the one built distribution.
find_tarball() {
    local found
    found=$(compgen -G 'karaf-assembly/target/*.tar.gz') && [ -n "$found" ] || return 1
    [ "$(printf '%s\n' "$found" | wc -l)" -eq 1 ] || die "more than one distribution in karaf-assembly/target:
$found"
    printf '%s\n' "$found"
}

# sources_fingerprint: one line that changes when anything changes that the distribution is made from.
sources_fingerprint() {
    local part parts=()
    for part in pom.xml bundles features karaf-assembly etc; do
        [ ! -e "$part" ] || parts+=("$part")
    done
    find "${parts[@]}" -name target -prune -o -path '*/src/test' -prune -o -type f -print0 |
        LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum | cut -d' ' -f1
}
