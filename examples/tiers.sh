#!/usr/bin/env bash
# A sentence to a CSV; then the same tiers by their own address, downloaded again only where they changed.
set -euo pipefail
url=${TIERING_URL:-http://localhost:3000}
folder=${1:-.}

# --fail-with-body: a problem ends the script, and says in JSON what was wrong and where.
curl --silent --show-error --fail-with-body --output "$folder/tiers.csv" --dump-header "$folder/headers.txt" \
  --header 'Content-Type: application/json' \
  --data '{"message":"prioritize runway growth, move at most 1 %"}' "$url/v1/chat"
echo "$(($(wc -l <"$folder/tiers.csv") - 1)) accounts in $folder/tiers.csv"

# The answer names the address that gives the same bytes without a sentence.
address=$(sed -n 's/^[Ll]ink: <\([^>]*\)>; rel="canonical".*/\1/p' "$folder/headers.txt")
fetch() {
  curl --silent --show-error --fail-with-body --output "$folder/again.csv" --write-out '%{http_code}' \
    --etag-save "$folder/etag.txt" --etag-compare "$folder/etag.txt" "$url$address"
}
rm -f "$folder/etag.txt"
echo "first: $(fetch), then: $(fetch)"
cmp "$folder/tiers.csv" "$folder/again.csv"
