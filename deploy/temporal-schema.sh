#!/bin/sh
# Brings Temporal's two databases to the schema of this version; one that is there already stays as it is.
set -eu
SQL_PASSWORD="$(cat /run/secrets/temporal/password)"
export SQL_PASSWORD

bring_up_to_date() {
  tool="temporal-sql-tool --plugin postgres12 --endpoint postgres --port 5432 --user temporal --database $1"
  $tool setup-schema --version 0.0
  $tool update-schema --schema-dir "/etc/temporal/schema/postgresql/v12/$2/versioned"
}

bring_up_to_date temporal temporal
bring_up_to_date temporal_visibility visibility
