#!/usr/bin/env bash
# Installs the dependencies of the MCP server and the agent for AgentCore Runtime (Linux on arm64). Run it before `cdk deploy`.
set -euo pipefail
cd "$(dirname "$0")"

npm ci --omit=dev --ignore-scripts --prefix servers/everything

# agentcore-gateways is not published yet: its wheel is built from this repository.
python3 -m pip wheel --no-deps --wheel-dir ../../dist/clients/python ../../clients/python
python3 -m pip install --requirement agent/requirements.txt --find-links ../../dist/clients/python --target agent/packages --upgrade \
  --platform manylinux2014_aarch64 --python-version 3.14 --only-binary=:all:
