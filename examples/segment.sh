#!/usr/bin/env bash
# Masks the object in the middle of a picture: API=http://localhost:3000 KEY=… ./segment.sh picture.jpg mask.png
set -euo pipefail
picture=$1 mask=$2 type=image/$(tr A-Z a-z <<<"${1##*.}" | sed "s/^jpg$/jpeg/; s/^tif$/tiff/")

call() { curl -sS --fail-with-body -H "Authorization: Bearer $KEY" "$@"; }

# 1. Upload the picture. A picture on the web needs no upload: its URL is the imageUrl.
room=$(call "$API/v2/uploads" -d "{\"contentType\": \"$type\", \"size\": $(wc -c <"$picture")}")
curl -sS --fail-with-body -T "$picture" -H "Content-Type: $type" "$(jq -r .uploadUrl <<<"$room")"

# 2. Request a mask of what is in the middle; the response waits for it, if the API allows that.
artwork=$(call "$API/v2/artworks/segmentation" -H "Prefer: wait=25" -d "{
  \"imageUrl\": $(jq .imageUrl <<<"$room"), \"outputFormat\": \"png\",
  \"method\": \"points\", \"pointsPositive\": { \"points\": [[0.5, 0.5]] }
}")

# 3. Wait for the result if it takes longer, and download the mask.
until [[ $(jq -r .status <<<"$artwork") != @(starting|processing) ]]; do
  sleep 1
  artwork=$(call "$API/v2/artworks/$(jq -r .id <<<"$artwork")")
done
jq -e '.status == "succeeded"' <<<"$artwork" >/dev/null || { jq -r '.error // .status' <<<"$artwork" >&2; exit 1; }
curl -sS --fail-with-body -L -o "$mask" "$(jq -r '.results[0]' <<<"$artwork")"
