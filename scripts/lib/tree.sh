# shellcheck shell=bash
# The project's files as git sees them. Source it after messages.sh.

# tree_state: one line for each file that is tracked or would be, with its checksum. Works in a tree with changes.
tree_state() {
    # safe.directory: as root we look at a tree that belongs to somebody else.
    git -c safe.directory='*' ls-files -z --cached --others --exclude-standard | LC_ALL=C sort -zu | while IFS= read -r -d '' file; do
        if [ -L "$file" ]; then
            printf 'link to %s  %s\n' "$(readlink "$file")" "$file"
        elif [ -e "$file" ]; then
            sha256sum "$file"
        fi
    done
}
