#!/bin/sh
# Measures the console over a large estate: 100,000 keys in the inventory and 10,000 retirements, loaded by src/bench/pages.sql.
# For each page how long the service takes for it, and what a browser loads that sees it for the first time. About five minutes.
#
#   ./mvnw -DskipTests package && src/bench/pages.sh [requests for each page]
#
# Prints one table in Markdown. The packaged service runs over its own PostgreSQL, with nothing to do besides. Its goal is judged by
# its own time, which every answer tells (Server-Timing); beside it stands that of a client on this machine, from the request to the
# last byte. Needs a JDK of 25 or newer, which it finds as mvnw does.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
. "$here/packaged.sh"
exec "$JAVA_HOME/bin/java" -cp "$target/quarkus-app/lib/main/*" "$here/PagesBench.java" "$target" "$here/pages.sql" "${1:-200}"
