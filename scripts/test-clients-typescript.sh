#!/usr/bin/env bash
# Builds the package of clients/typescript, checks what would be published, and tests it. Signatures are verified by botocore, in the Python
# environment of scripts/test-clients-python.sh. Arguments go to node --test.
set -euo pipefail
cd "$(dirname "$0")/.."
tools="$PWD/node_modules/.bin"
export PATH="$PWD/node_modules/node/bin:$PATH"
cd clients/typescript

if [[ ! -f node_modules/.package-lock.json || package-lock.json -nt node_modules/.package-lock.json ]]; then
  echo "installing what clients/typescript is tested with: once" >&2
  npm ci --no-audit --no-fund --loglevel error
  touch node_modules/.package-lock.json
fi

rm -rf lib ../../dist/clients/typescript
mkdir -p ../../dist/clients/typescript
node_modules/.bin/tsc -p tsconfig.build.json
node_modules/.bin/tsc -p tsconfig.json
"$tools/publint" --strict .
"$tools/attw" --pack . --profile esm-only --quiet
npm pack --loglevel error --pack-destination ../../dist/clients/typescript >/dev/null

node --test "$@" 'test/*.test.ts'
