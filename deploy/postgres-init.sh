#!/bin/sh
# Runs once, when PostgreSQL makes its data folder: a role and a database of its own for Palier and for
# Temporal, each closed to everybody else. The passwords never stand in a command line or in the log.
set -eu
export PALIER_SECRETS="${PALIER_SECRETS:-/run/secrets/postgres}"

psql --no-psqlrc --quiet --set ON_ERROR_STOP=1 --username "${POSTGRES_USER:-postgres}" --dbname postgres <<'SQL'
\set palier_password `cat "$PALIER_SECRETS/palier"`
\set temporal_password `cat "$PALIER_SECRETS/temporal"`
set log_min_error_statement = panic;
create role palier login password :'palier_password';
create role temporal login password :'temporal_password';
create database palier owner palier;
create database temporal owner temporal;
create database temporal_visibility owner temporal;
revoke all on database palier, temporal, temporal_visibility, postgres, template1 from public;
SQL
