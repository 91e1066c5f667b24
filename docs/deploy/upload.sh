#!/bin/sh
# Brings a site made by Goodfit to object storage (S3 and the like): uploads what changed, with its headers,
# and deletes what is gone. It needs rclone (https://rclone.org/) and jq.
#
#   upload.sh REMOTE:BUCKET [DEPLOYED]
#
# Build first, in the same folder. DEPLOYED is a file that remembers what is at the host, `deployed.json` unless
# you say otherwise. Keep it from one deployment to the next; without it, everything is uploaded.
set -eu

remote=$1
deployed=${2:-deployed.json}
goodfit=${GOODFIT:-goodfit}
public=${PUBLIC:-public}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# What is compared is what is remembered, even if somebody builds in the meantime.
cp "$public/.goodfit/manifest.json" "$work/manifest.json"
if [ -e "$deployed" ]; then
  "$goodfit" changes --output "$public" --since "$deployed" --format json >"$work/changes.json"
else
  "$goodfit" changes --output "$public" --format json >"$work/changes.json"
fi

# One run of rclone for all files of a step that have the same headers, in the order of the steps.
jq -c 'group_by([.step, .content_type, .content_encoding, .cache_control])[]' "$work/changes.json" >"$work/groups"
while IFS= read -r group; do
  value() { printf '%s' "$group" | jq -r ".[0].$1"; }
  printf '%s' "$group" | jq -r '.[].path' >"$work/files"
  if [ "$(value action)" = delete ]; then
    rclone delete --no-traverse --files-from-raw "$work/files" "$remote" </dev/null
    continue
  fi
  set -- --header-upload "Content-Type: $(value content_type)" --header-upload "Cache-Control: $(value cache_control)"
  encoding=$(value content_encoding)
  if [ -n "$encoding" ]; then set -- "$@" --header-upload "Content-Encoding: $encoding"; fi
  rclone copy --no-traverse --ignore-times --files-from-raw "$work/files" "$@" "$public" "$remote" </dev/null
done <"$work/groups"

# Only now: if something failed above, the next run does all of it again.
cp "$work/manifest.json" "$deployed"
