#!/bin/sh
# Measures how fast a rollback begins: from the moment a record lies in a queue, or in a log group, until AWS receives EnableKey.
# About five minutes for 300 keys by each way.
#
#   ./mvnw -DskipTests package && src/bench/rollback-latency.sh [keys]
#
# Prints one table in Markdown. The packaged service runs over its own PostgreSQL and calls the packaged stand-in, both processes
# of this machine; the times are the stand-in's alone. Needs a JDK of 25 or newer, which it finds as mvnw does.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
. "$here/packaged.sh"
exec "$JAVA_HOME/bin/java" "$here/RollbackLatencyBench.java" "$target" "${1:-300}"
