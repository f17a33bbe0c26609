#!/usr/bin/env bash
# Masks the object in the middle of a picture: API=http://localhost:3000 KEY=… ./segment.sh picture.jpg mask.png
set -euo pipefail
picture=$1 mask=$2 type=image/$(tr A-Z a-z <<<"${1##*.}" | sed "s/^jpg$/jpeg/; s/^tif$/tiff/")
answer=$(mktemp -d)
trap 'rm -rf "$answer"' EXIT

# Prints the API's response. Retries a 429 after Retry-After; stops with the API's message on any other error.
call() {
  local status
  status=$(curl -sS -D "$answer/head" -o "$answer/body" -w "%{http_code}" -H "Authorization: Bearer $KEY" "$@") || return
  if [[ $status == 429 ]] && (($(seconds) <= 60)); then
    sleep "$(seconds)"
    call "$@"
  elif [[ $status == 2* ]]; then
    cat "$answer/body"
  else
    jq -r .message "$answer/body" >&2
    return 1
  fi
}

# The Retry-After of the last answer, in seconds.
seconds() { tr -d '\r' <"$answer/head" | awk 'tolower($1) == "retry-after:" { s = $2 } END { print s ? s : 1 }'; }

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
  sleep "$(seconds)"
  artwork=$(call "$API/v2/artworks/$(jq -r .id <<<"$artwork")")
done
jq -e '.status == "succeeded"' <<<"$artwork" >/dev/null || { jq -r '.error // .status' <<<"$artwork" >&2; exit 1; }
curl -sS --fail-with-body -L -o "$mask" "$(jq -r '.results[0]' <<<"$artwork")"
