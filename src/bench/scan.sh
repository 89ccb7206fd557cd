#!/bin/sh
# Measures the scan of an organisation, 50 accounts in 4 Regions each, and then how fast its inventory answers. For 100,000 keys at the
# service's own limit of GetKeyLastUsage, one a second in each place, about ten minutes.
#
#   ./mvnw -DskipTests package && src/bench/scan.sh [keys] [GetKeyLastUsage a second]
#
# Prints two tables in Markdown. The packaged service runs over its own PostgreSQL and calls the packaged stand-in, which throttles as
# AWS does; both share this machine. The time that the limit allows is that of the place with most keys. Needs 6 GB of memory, and a
# JDK of 25 or newer, which it finds as mvnw does.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
. "$here/packaged.sh"
exec "$JAVA_HOME/bin/java" -cp "$target/quarkus-app/lib/main/*" "$here/ScanBench.java" "$target" "${1:-100000}" "${2:-1}"
