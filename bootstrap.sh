#!/bin/sh
# Makes the environment: uv (found, or installed into .bootstrap/), Python 3.10 and requirements.lock in .venv/.
# Does nothing when it stands already. `bootstrap.sh uv ARGUMENTS` runs the uv that was found.
set -eu
cd "$(dirname "$0")"

say() { printf '%s\n' "$*" >&2; }
fail() { say "error: $*"; exit 1; }

# A command behind a version manager may be on PATH and still not run in this folder: each one is tried.
runs_as_uv() { "$1" --version >/dev/null 2>&1; }
is_python() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 8))' >/dev/null 2>&1; }
is_python_310() { "$1" -c 'import sys; sys.exit(sys.version_info[:2] != (3, 10))' >/dev/null 2>&1; }

interpreters() {
    printf '%s\n' python3 python
    for minor in 10 14 13 12 11 9 8; do printf '%s\n' "python3.$minor"; done
    for path in "${PYENV_ROOT:-${HOME:-}/.pyenv}"/versions/*/bin/python3 \
        /usr/local/bin/python3 /usr/bin/python3 /opt/homebrew/bin/python3; do
        printf '%s\n' "$path"
    done
}

install_uv() {
    # Not the `python -m venv` of the first interpreter alone: some systems ship it without ensurepip.
    for python in $(interpreters); do
        is_python "$python" || continue
        rm -rf .bootstrap
        "$python" -m venv .bootstrap >/dev/null 2>&1 || continue
        say "Installing uv into .bootstrap/ ..."
        .bootstrap/bin/python -m pip install --quiet uv >&2 ||
            fail "uv could not be installed with pip; is the network there?"
        return
    done
    rm -rf .bootstrap
    fail "no uv, and no Python >= 3.8 that can make an environment (python3 -m venv); install one of them"
}

find_uv() {
    for candidate in uv "${HOME:-}/.local/bin/uv" .bootstrap/bin/uv; do
        if runs_as_uv "$candidate"; then UV=$candidate; return; fi
    done
    install_uv
    UV=.bootstrap/bin/uv
}

make_venv() {
    for python in python3.10 "${PYENV_ROOT:-${HOME:-}/.pyenv}"/versions/3.10*/bin/python3; do
        is_python_310 "$python" && break
        python=3.10
    done
    rm -rf .venv
    "$UV" venv --quiet --python "$python" .venv >&2 ||
        fail "no Python 3.10 here, and uv could not fetch one; install Python 3.10 and run this again"
}

wanted() { pwd; cat requirements.lock; }

if [ "${1:-}" = uv ]; then
    shift
    find_uv
    exec "$UV" "$@"
fi

is_python_310 .venv/bin/python && wanted | cmp -s - .venv/installed && exit 0

start=$(date +%s)
find_uv
is_python_310 .venv/bin/python || make_venv
say "Installing what requirements.lock names into .venv/ ..."
UV_HTTP_TIMEOUT=${UV_HTTP_TIMEOUT:-300} \
    "$UV" pip sync --quiet --python .venv/bin/python --require-hashes requirements.lock >&2 ||
    fail "the packages of requirements.lock could not be installed"
wanted >.venv/installed
say "Installed in $(($(date +%s) - start)) s."
