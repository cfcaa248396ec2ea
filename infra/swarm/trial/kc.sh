#!/bin/bash
# Stands where Keycloak's own start script stands.
exec java -Xmx128m -XX:+UseSerialGC -cp '/local/*' io.ecart.local.trial.IssuerMain
