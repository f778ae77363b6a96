#!/usr/bin/env bash
# Finds the oascribe command, and writes its path to the outputs of the step. In this order: the input, the PATH, the folder that
# the workflow caches, the release with the tag of the action, the source of the action.
set -euo pipefail

found() {
  echo "oascribe=$1" >> "$GITHUB_OUTPUT"
  "$1" --version
  exit 0
}

if [ -n "${OASCRIBE:-}" ]; then found "$OASCRIBE"; fi
if command -v oascribe > /dev/null; then found "$(command -v oascribe)"; fi

folder="$HOME/.cache/oascribe"
if [ -x "$folder/bin/oascribe" ]; then found "$folder/bin/oascribe"; fi
mkdir -p "$folder/bin"

case "$RUNNER_OS-$RUNNER_ARCH" in
  Linux-X64) target=x86_64-unknown-linux-musl ;;
  Linux-ARM64) target=aarch64-unknown-linux-musl ;;
  macOS-X64) target=x86_64-apple-darwin ;;
  macOS-ARM64) target=aarch64-apple-darwin ;;
  Windows-X64) target=x86_64-pc-windows-msvc ;;
  *) target=none ;;
esac

# A release has an archive for each target, and a file with the digest of each archive.
if [ -n "${REPOSITORY:-}" ] && [ -n "${REF:-}" ]; then
  archive="oascribe-$target.tar.gz"
  download="$(mktemp -d)"
  if gh release download "$REF" --repo "$REPOSITORY" --dir "$download" --pattern "$archive" --pattern "$archive.sha256"; then
    check=(sha256sum --check)
    command -v sha256sum > /dev/null || check=(shasum -a 256 --check)
    (cd "$download" && "${check[@]}" "$archive.sha256" > /dev/null)
    tar -xzf "$download/$archive" -C "$folder/bin"
    found "$folder/bin/oascribe"
  fi
fi

source="$(dirname "${BASH_SOURCE[0]}")/.."
if [ -f "$source/Cargo.lock" ] && [ -d "$source/codegen" ]; then
  cargo install --quiet --locked --path "$source" --root "$folder"
  found "$folder/bin/oascribe"
fi

echo "::error::there is no oascribe command: install it in a step before, or set the input \`oascribe\`" >&2
exit 1
