#!/bin/sh
# The command `palier` of the image. PostgreSQL's password stands in a file that only this user reads: neither the
# compose file nor `docker inspect` shows it.
set -eu
if [ -n "${PGPASSWORD_FILE:-}" ]; then
  PGPASSWORD="$(cat "$PGPASSWORD_FILE")"
  export PGPASSWORD
fi
exec node "$(dirname "$(readlink -f "$0")")/../dist/server/main.js" "$@"
