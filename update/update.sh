#!/usr/bin/env bash
# Updates code and changelogs after pages or a document were fetched, and opens or updates a pull request with the
# changes. Reads BASE, BRANCH, OASCRIBE and, for gh, GH_TOKEN.
set -euo pipefail
oascribe="${OASCRIBE:-oascribe}"
branch="${BRANCH:-oascribe/update}"

# Documents from pages, with code and changelogs. Then the versions, which the code of a crate contains.
if grep -q '^ *pages *=' oascribe.toml; then "$oascribe" update; fi
if grep -Eq '\<version *=' oascribe.toml; then
  "$oascribe" generate --bump
else
  "$oascribe" generate
fi
"$oascribe" changelog --base HEAD --write
if [ -z "$(git status --porcelain)" ]; then
  echo "everything is up to date"
  exit 0
fi

body="$(mktemp)"
"$oascribe" diff --base HEAD --fail-on nothing --format markdown > "$body"
verdict="$(sed -n 2p "$body" | tr -d '*')"
needs="${verdict%%;*}"
# Of several crates, the first part is their number.
case "$needs" in
  *" crates") needs="$(cut -d';' -f1,2 <<< "$verdict")" ;;
esac
# The reason is text of a document, and commit messages have no code spans: `@name` and `fixes #1` would have an effect.
case "$needs" in
  *"Rust API can't be compared"*) needs="The Rust API can't be compared" ;;
esac
title="Follow the API: ${needs,}"
[ -z "${GITHUB_STEP_SUMMARY:-}" ] || cat "$body" >> "$GITHUB_STEP_SUMMARY"
[ -z "${GITHUB_OUTPUT:-}" ] || echo "verdict=$verdict" >> "$GITHUB_OUTPUT"

# Who has no name yet gets that of the robot that GitHub has for this.
git config user.name > /dev/null || git config user.name 'github-actions[bot]'
git config user.email > /dev/null || git config user.email '41898282+github-actions[bot]@users.noreply.github.com'
git switch -q -C "$branch"
git add --all
git commit -q -m "$title"
git push -q --force origin "$branch"

number="$(gh pr list --head "$branch" --state open --json number --jq '.[0].number // empty')"
if [ -n "$number" ]; then
  gh pr edit "$number" --title "$title" --body-file "$body"
else
  gh pr create --base "$BASE" --head "$branch" --title "$title" --body-file "$body"
fi
