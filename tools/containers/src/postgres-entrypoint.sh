#!/bin/sh
# The part of the official entrypoint that the compose file uses: a first start creates user and database.
set -eu
data=/var/lib/postgresql/data/pgdata
if [ -z "${POSTGRES_PASSWORD:-}" ]; then
  echo 'POSTGRES_PASSWORD is empty: set it to a value' >&2
  exit 1
fi
if [ ! -s "$data/PG_VERSION" ]; then
  printf '%s' "$POSTGRES_PASSWORD" > /tmp/password
  initdb --pgdata "$data" --username "$POSTGRES_USER" --pwfile /tmp/password --auth-host scram-sha-256 > /dev/null
  rm /tmp/password
  echo 'host all all all scram-sha-256' >> "$data/pg_hba.conf"
  echo "create database $POSTGRES_DB" | postgres --single -D "$data" postgres > /dev/null
fi
exec postgres -D "$data" -c listen_addresses='*'
