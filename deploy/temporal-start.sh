#!/bin/sh
# The server takes its password from the environment only: it is read here, so that neither the compose file
# nor `docker inspect` shows it.
set -eu
POSTGRES_PWD="$(cat /run/secrets/temporal/password)"
export POSTGRES_PWD
exec /etc/temporal/entrypoint.sh
