# shellcheck shell=bash
# Installing Debian and Ubuntu packages. Source it after messages.sh and privilege.sh.

on_debian_or_ubuntu() {
    command -v apt-get >/dev/null 2>&1 && command -v dpkg-query >/dev/null 2>&1
}

package_installed() {
    [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ]
}

# install_packages PACKAGE...: installs those that are absent.
# The lists are fetched where there are none yet, and again when the first try fails, since they may be old.
install_packages() {
    local package absent=()
    for package in "$@"; do
        package_installed "$package" || absent+=("$package")
    done
    [ ${#absent[@]} -gt 0 ] || return 0
    on_debian_or_ubuntu || die "please install what these Debian packages hold, then run this again: ${absent[*]}"
    compgen -G '/var/lib/apt/lists/*_Packages*' >/dev/null || apt_get update
    apt_get install "${absent[@]}" || { apt_get update && apt_get install "${absent[@]}"; } || {
        warn "apt-get could not install: ${absent[*]}"
        return 1
    }
}

apt_get() {
    local verb=$1
    shift
    # invoke-rc.d may not start services inside containers and chroots; that must not stop us.
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq -y --no-install-recommends \
        -o DPkg::Lock::Timeout=300 "$verb" "$@" </dev/null
}
