#!/bin/sh
# Measures how fast CloudTrail's records are read on one core, against Jackson binding them as trees, in about five minutes.
#
#   src/bench/records.sh
#
# Builds by itself. Arguments go to JMH, such as: -p keys=10 -f 1. Numbers of two machines, or of a busy one, cannot be compared;
# the ratios of one run can.
set -eu
here=$(cd "$(dirname "$0")/../.." && pwd)
cd "$here"
./mvnw -q -Pbench -DskipTests process-test-classes dependency:build-classpath -Dmdep.outputFile=target/bench.classpath
. .mvn/find-jdk.sh
exec "$JAVA_HOME/bin/java" -cp "target/test-classes:target/classes:$(cat target/bench.classpath)" \
    org.openjdk.jmh.Main RecordReadingBench "$@"
