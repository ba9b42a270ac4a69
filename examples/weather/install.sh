#!/usr/bin/env bash
# Installs the dependencies of the MCP server and the agent for AgentCore Runtime (Linux on arm64). Run it before `cdk deploy`.
set -euo pipefail
cd "$(dirname "$0")"

npm ci --omit=dev --ignore-scripts --prefix servers/everything

python3 -m pip install --requirement agent/requirements.txt --target agent/packages --upgrade \
  --platform manylinux2014_aarch64 --python-version 3.14 --only-binary=:all:
