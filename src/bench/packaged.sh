# Sourced by the scripts beside it, which set here: finds the packaged programs, as target, and a JDK of 25 or newer, as mvnw does.
target=$here/../../target
for jar in "$target/keysunset-standin.jar" "$target/quarkus-app/quarkus-run.jar"; do
    if [ ! -f "$jar" ]; then
        echo "There is no $jar. Build it first: ./mvnw -DskipTests package" >&2
        exit 1
    fi
done
. "$here/../../.mvn/find-jdk.sh"
