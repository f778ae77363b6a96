#!/usr/bin/env bash
# Rehearses the scheduled update in a temporary repository, after the vendor's pages changed, with a fake `gh` command.
# Usage: tests/rehearse-update.sh path/to/oascribe
set -euo pipefail
OASCRIBE="$(realpath "$1")"
here="$(cd "$(dirname "$0")" && pwd)"
export OASCRIBE BASE=main
place="$(mktemp -d)"
trap 'rm -rf "$place"' EXIT
fail() { echo "rehearsal: $*" >&2; exit 1; }

# The fake `gh` logs each call, and remembers whether a pull request was opened.
mkdir "$place/bin"
cat > "$place/bin/gh" <<'GH'
#!/usr/bin/env bash
echo "$*" >> "$GH_CALLS"
case "$1 $2" in
  "pr list") [ ! -f "$GH_CALLS.open" ] || echo 7 ;;
  "pr create") touch "$GH_CALLS.open" ;;
esac
GH
chmod +x "$place/bin/gh"
export PATH="$place/bin:$PATH" GH_CALLS="$place/calls"

# Begins a repository with an empty origin, and enters it.
begin() {
  git init -q --bare -b main "$place/$1.git"
  git clone -q "$place/$1.git" "$place/$1" 2> /dev/null
  cd "$place/$1"
  git config user.name rehearsal
  git config user.email rehearsal@localhost
  git switch -q -c main 2> /dev/null || true
}

begin pages
cp -r "$here/../transcribe/tests/cases/gen1/pages" pages
printf '[[crate]]\nspec = "spec/harbour.yaml"\npages = ["pages"]\nout = "sdk"\nname = "harbour"\npackage = { version = "0.3.1" }\n' > oascribe.toml
"$OASCRIBE" update 2> /dev/null
git add . && git commit -q -m "Begin" && git push -q origin main

# Nothing new: nothing happens.
"$here/../update/update.sh" 2> /dev/null | grep -q 'everything is up to date' || fail "something changed although the pages did not"
[ ! -e "$GH_CALLS" ] || fail "a pull request without a change"

# A bound is narrower: a pull request. Then another one changes, too: the same pull request.
for bound in 500 400; do
  git switch -q main
  sed -i "s/maximum value is 1000/maximum value is $bound/" pages/Boat/list.md
  "$here/../update/update.sh" > /dev/null 2>&1
done
grep -q '^pr create --base main --head oascribe/update --title Follow the API: needs SDK 0.3.2, and this change sets 0.3.2 ' "$GH_CALLS" || fail "no pull request"
[ "$(grep -c '^pr create' "$GH_CALLS")" = 1 ] || fail "two pull requests"
grep -q '^pr edit 7 ' "$GH_CALLS" || fail "the open pull request was not refreshed"
[ "$(git rev-list --count origin/main..origin/oascribe/update)" = 1 ] || fail "more than one commit"
changed="$(git diff --name-only origin/main origin/oascribe/update | tr '\n' ' ')"
for file in pages/Boat/list.md spec/harbour.yaml oascribe.toml sdk/Cargo.toml sdk/CHANGELOG.md sdk/src/api/boat.rs; do
  [[ " $changed" == *" $file "* ]] || fail "$file is not in the pull request: $changed"
done
git show origin/oascribe/update:sdk/CHANGELOG.md | grep -q 'lowered its maximum from 1000 to 400' || fail "the changelog has other entries"
git switch -q oascribe/update
"$OASCRIBE" generate --check 2> /dev/null || fail "the pull request is not up to date"
[ "$(git show origin/oascribe/update:sdk/CHANGELOG.md | grep -c '^- ')" = 1 ] || fail "the changelog has an entry twice"

# A document that is fetched, and a crate without a version beside it.
rm "$GH_CALLS"*
begin fetched
cp "$here/diff/schemas/base.yaml" api.yaml
printf '[[crate]]\nspec = "api.yaml"\nout = "sdk"\nname = "shop"\npackage = { version = "1.4.0" }\n' > oascribe.toml
printf '[[crate]]\nspec = "api.yaml"\nout = "part"\nname = "part"\nmode = "module"\n' >> oascribe.toml
"$OASCRIBE" generate 2> /dev/null
git add . && git commit -q -m "Begin" && git push -q origin main
"$here/../update/update.sh" 2> /dev/null | grep -q 'everything is up to date' || fail "something changed although the document did not"
for round in first second; do
  git switch -q main
  cp "$here/diff/schemas/revision.yaml" api.yaml
  "$here/../update/update.sh" > /dev/null 2>&1 || fail "the $round update of a document"
done
grep -q '^pr create --base main --head oascribe/update --title Follow the API: 2 crates; `shop` needs SDK 2.0.0, and this change sets 2.0.0' "$GH_CALLS" || fail "no pull request"
[ "$(grep -c '^pr create' "$GH_CALLS")" = 1 ] || fail "two pull requests"
git switch -q oascribe/update
grep -q 'version = "2.0.0"' oascribe.toml || fail "the version was not raised"
grep -q '^version = "2.0.0"' sdk/Cargo.toml || fail "the crate has another version"
grep -q '^## \[2.0.0\]' sdk/CHANGELOG.md || fail "the changelog has no section"
grep -q 'models::Order::old` was removed' sdk/CHANGELOG.md || fail "the changelog lacks an entry"
"$OASCRIBE" generate --check 2> /dev/null || fail "the pull request is not up to date"
echo "rehearsed: $(grep -c . "$GH_CALLS") calls, $(wc -w <<< "$changed") files"
