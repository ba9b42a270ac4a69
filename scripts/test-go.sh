#!/usr/bin/env bash
# Builds the Go bindings and examples/weather-go, and compares its template with the template of examples/weather.
# Requires Go on the PATH and lib/ (npx projen build:lib). The first build compiles the bindings of aws-cdk-lib, which takes some minutes.
set -euo pipefail
cd "$(dirname "$0")/.."

command -v go >/dev/null || { echo "go is not on the PATH" >&2; exit 1; }
node build-tools/package-go.mjs

output=$(mktemp -d)
trap 'rm -rf "$output"' EXIT
export CDK_DISABLE_CLI_TELEMETRY=true CDK_DISABLE_VERSION_CHECK=true AWS_EC2_METADATA_DISABLED=true

(cd examples/weather-go && go vet ./... && go build -o "$output/weather" ./...)
(cd examples/weather-go && cdk synth --quiet --app "$output/weather" --output "$output/go")
(cd examples/weather && cdk synth --quiet --output "$output/typescript")
node scripts/compare-templates.mjs "$output/typescript/Weather.template.json" "$output/go/Weather.template.json"
