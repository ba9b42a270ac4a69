#!/usr/bin/env bash
# Installs the wheel into a new virtual environment, and runs the tests in test/python with it.
# Requires the wheel: npx projen package:python. Arguments are passed to pytest.
set -euo pipefail
cd "$(dirname "$0")/.."

shopt -s nullglob
wheels=(dist/python/*.whl)
if [[ ${#wheels[@]} -ne 1 || .jsii -nt ${wheels[0]} ]]; then
  echo "dist/python must contain one wheel that is newer than .jsii: run npx projen package:python" >&2
  exit 1
fi

python3 -c 'import sys; sys.exit("Python 3.10 or newer is needed, this is " + sys.version) if sys.version_info < (3, 10) else None'
python3 -m venv --clear .venv
# Without compilation, because most of the installed modules are never imported.
.venv/bin/python -m pip install --quiet --disable-pip-version-check --no-compile "${wheels[0]}" --requirement test/python/requirements.txt
# Programs that the tests start, such as the CDK CLI, use this Python.
export PATH="$PWD/.venv/bin:$PATH"
exec python -m pytest -p no:cacheprovider test/python "$@"
