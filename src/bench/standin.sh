#!/bin/sh
# Measures the stand-in: start-up, memory, and calls per second for fleets of 100 to 100,000 keys, in about two minutes.
#
#   ./mvnw -DskipTests package && src/bench/standin.sh
#
# Prints one table in Markdown. Needs a JDK of 25 or newer, which it finds as mvnw does; talks to 127.0.0.1 only. An argument names
# another jar to measure. Numbers of two machines, or of a busy one, cannot be compared; the ratios of one run can.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
jar=${1:-$here/../../target/keysunset-standin.jar}
if [ ! -f "$jar" ]; then
    echo "There is no $jar. Build it first: ./mvnw -DskipTests package" >&2
    exit 1
fi
. "$here/../../.mvn/find-jdk.sh"
exec "$JAVA_HOME/bin/java" "$here/StandInBench.java" "$jar"
