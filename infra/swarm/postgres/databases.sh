#!/bin/bash
# Runs once, when the database server starts with an empty folder: a database for each service, and
# one for Keycloak.
set -euo pipefail
for database in product inventory order notification analytics keycloak; do
  psql --username "$POSTGRES_USER" --dbname postgres -v ON_ERROR_STOP=1 -c "CREATE DATABASE \"$database\""
done
