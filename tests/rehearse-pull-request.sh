#!/usr/bin/env bash
# Rehearses a pull request in a temporary repository: a base branch, an edited document, and the reports that a workflow
# posts. Usage: tests/rehearse-pull-request.sh path/to/oascribe [old.yaml new.yaml]
# SARIF is validated against its JSON Schema if one is available (SARIF_SCHEMA, or the crate serde-sarif in cargo's cache)
# and python3 has jsonschema; otherwise the required properties are checked.
set -euo pipefail
oascribe="$(realpath "$1")"
here="$(cd "$(dirname "$0")" && pwd)"
old="$(realpath "${2:-$here/diff/schemas/base.yaml}")"
new="$(realpath "${3:-$here/diff/schemas/revision.yaml}")"
repo="$(mktemp -d)"
trap 'rm -rf "$repo"' EXIT
cd "$repo"
fail() { echo "rehearsal: $*" >&2; exit 1; }

git init -q -b main .
git config user.name rehearsal
git config user.email rehearsal@localhost
printf '[[crate]]\nspec = "api.yaml"\nout = "sdk"\nname = "shop"\npackage = { version = "1.4.2" }\n' > oascribe.toml
cp "$old" api.yaml
git add . && git commit -q -m "Describe the API"
git switch -q -c change
cp "$new" api.yaml
git commit -q -a -m "Change the API"

code=0
"$oascribe" diff --base main --format github \
  --write markdown=comment.md --write sarif=diff.sarif --write json=diff.json > annotations.txt || code=$?
[ "$code" -le 1 ] || fail "the diff ended with $code"
[ "$(wc -m < comment.md)" -lt 65536 ] || fail "the comment is too long"
head -n 1 comment.md | grep -q '<!-- oascribe diff -->' || fail "the comment can't be found again"
lines="$(wc -l < api.yaml)"
count=0
while IFS= read -r line; do
  [ "$line" -ge 1 ] && [ "$line" -le $((lines + 1)) ] || fail "an annotation points at line $line of $lines"
  count=$((count + 1))
done < <(sed -n 's/^::.*file=api\.yaml,line=\([0-9]*\),.*/\1/p' annotations.txt)
schema="${SARIF_SCHEMA:-$(find "${CARGO_HOME:-$HOME/.cargo}/registry/src" -path '*/serde-sarif-*/src/schema.json' 2>/dev/null | head -n 1)}"
python3 - "$schema" <<'CHECK'
import json, sys
sarif = json.load(open("diff.sarif"))
try:
    import jsonschema
    schema = json.load(open(sys.argv[1])) if sys.argv[1] else None
except ImportError:
    schema = None
if schema:
    jsonschema.validate(sarif, schema)
    print("rehearsed: the SARIF report matches its schema")
assert sarif["version"] == "2.1.0" and len(sarif["runs"]) == 1
rules = sarif["runs"][0]["tool"]["driver"]["rules"]
for result in sarif["runs"][0]["results"]:
    assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
    assert result["level"] in ("error", "warning", "note") and result["message"]["text"]
    for location in result["locations"]:
        assert location["physicalLocation"]["region"]["startLine"] >= 1
        assert location["physicalLocation"]["artifactLocation"]["uri"]
    assert len(result["locations"]) == 1
driver = sarif["runs"][0]["tool"]["driver"]
assert driver["name"] and len({rule["id"] for rule in rules}) == len(rules)
found = json.load(open("diff.json"))
assert len(found["changes"]) == len(sarif["runs"][0]["results"])
CHECK

# Reports are deterministic, equal documents give no findings, and a shallow clone is reported.
"$oascribe" diff --base main --format markdown --fail-on nothing | cmp - comment.md || fail "the report is not deterministic"
"$oascribe" diff --base change --format json --fail-on any > none.json || fail "findings without a change"
git clone -q --depth 1 "file://$repo" shallow
(cd shallow && ! "$oascribe" diff --base origin/main 2> words.txt && grep -q 'fetch-depth: 0' words.txt) \
  || fail "a shallow clone is not reported"
echo "rehearsed: exit $code, $count annotations, $(wc -m < comment.md) characters"
