#!/usr/bin/env bash
# Finds a Python on the runner and hands over to the program beside this file: `. run.sh check`, as looking for bash in PATH could
# already lead into the checkout. From here on everything runs outside of it, so that nothing in there is taken for a program, a
# module or a setting.
set -euo pipefail

cd "${RUNNER_TEMP:?is set by the runner}"
unset BASH_ENV ENV

for name in python3 python; do
  if command -v "$name" >/dev/null && "$name" -I -c 'import sys; sys.exit(sys.version_info < (3, 11))' </dev/null 2>/dev/null; then
    exec "$name" -I -X utf8 "${GITHUB_ACTION_PATH:?is set by the runner}/scripts/action/main.py" "$@"
  fi
done

echo "::error title=seolint::This runner has no Python 3.11 or newer; put actions/setup-python before seolint"
exit 2
