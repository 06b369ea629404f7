# shellcheck shell=bash
# What the scripts say to the person in front of them. Source it.

say()  { printf '%s\n' "$*"; }
warn() { printf '%s: %s\n' "${0##*/}" "$*" >&2; }
die()  { warn "$*"; exit 1; }
