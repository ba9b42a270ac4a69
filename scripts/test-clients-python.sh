#!/usr/bin/env bash
# Builds the package of clients/python, and tests its wheel with the newest and the lowest versions of Python and of all dependencies.
# Virtual environments are made once, in .venv-clients, and again when what they are made of changes. Arguments go to pytest.
set -euo pipefail
cd "$(dirname "$0")/.."

if [[ ! -f lib/local/cli.js ]]; then
  echo "lib/local/cli.js runs the gateways of the tests: run npx projen build:lib" >&2
  exit 1
fi

UV_VERSION=0.13.9
venvs=.venv-clients
package=clients/python
uv="$venvs/uv/bin/uv"

# The first Python that can be run, among the versions given. pyenv's own folders are searched too: what it puts on the PATH runs only where a version is chosen.
find_python() {
  local version candidate
  for version in "$@"; do
    for candidate in "python$version" "${PYENV_ROOT:-$HOME/.pyenv}"/versions/"$version".*/bin/python; do
      if "$candidate" -c '' 2>/dev/null; then command -v "$candidate"; return; fi
    done
  done
  echo "no Python of version $* was found" >&2
  exit 1
}

# environment <name> <python> <arguments of uv pip install…>
environment() {
  local name=$1 python=$2; shift 2
  local made_of
  made_of=$("$python" -VV; echo "$@"; cat "$package/pyproject.toml" "$package"/tests/requirements*.txt "$package/tests/frameworks/requirements.txt")
  if [[ ! -f "$venvs/$name/made-of" || "$(cat "$venvs/$name/made-of")" != "$made_of" ]]; then
    echo "making the Python environment $venvs/$name with $("$python" -V): once" >&2
    "$uv" venv --quiet --clear --python "$python" "$venvs/$name"
    "$uv" pip install --quiet --python "$venvs/$name/bin/python" "$@"
    echo "$made_of" > "$venvs/$name/made-of"
  fi
  "$uv" pip install --quiet --python "$venvs/$name/bin/python" --no-deps --reinstall-package agentcore-gateways "$wheel"
}

newest=$(find_python 3.14 3.13 3.12 3.11 3.10)
oldest=$(find_python 3.10 3.11 3.12 3.13 3.14)
oldest_langchain=$(find_python 3.11 3.12 3.13 3.14)

if [[ "$("$uv" --version 2>/dev/null)" != "uv $UV_VERSION"* ]]; then
  echo "installing uv $UV_VERSION into $venvs/uv: once" >&2
  "$newest" -m venv --clear "$venvs/uv"
  "$venvs/uv/bin/python" -m pip install --quiet --disable-pip-version-check "uv==$UV_VERSION"
fi

rm -rf dist/clients/python
"$uv" build --quiet --python "$newest" --out-dir dist/clients/python "$package"
wheel=$(echo dist/clients/python/*.whl)

environment newest "$newest" "$wheel[strands,langchain]" --requirement $package/tests/requirements.txt --requirement $package/tests/requirements-types.txt
environment lowest "$oldest" --resolution lowest-direct "$wheel[strands]" --requirement $package/tests/requirements.txt
environment lowest-langchain "$oldest_langchain" --resolution lowest-direct "$wheel[strands,langchain]" --requirement $package/tests/requirements.txt
environment frameworks "$newest" "$wheel" --requirement $package/tests/frameworks/requirements.txt

echo "types" >&2
"$venvs/newest/bin/python" -m mypy --config-file $package/pyproject.toml --no-error-summary --cache-dir .mypy_cache $package/src
node_modules/.bin/pyright --pythonpath "$venvs/newest/bin/python" $package/src

run() {
  local name=$1; shift
  echo "tests in $venvs/$name: $("$venvs/$name/bin/python" -V)" >&2
  "$venvs/$name/bin/python" -m pytest -q -c $package/pyproject.toml --rootdir $package "$@"
}
run newest $package/tests --ignore $package/tests/frameworks "$@"
run lowest $package/tests --ignore $package/tests/frameworks --ignore $package/tests/examples --ignore $package/tests/test_langchain.py "$@"
run lowest-langchain $package/tests/test_langchain.py $package/tests/test_strands.py "$@"
run frameworks $package/tests/frameworks "$@"
