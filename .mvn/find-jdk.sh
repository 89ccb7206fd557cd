#!/bin/sh
# Finds a JDK for programs of ours that need one; sourced, it exports JAVA_HOME or ends the script with a sentence.
# Takes the first that is new enough: JAVA_HOME, PATH, the usual folders.
MINIMUM_JDK=25

is_suitable_jdk() {
  [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 1
  jdkFeature="$(sed -n 's/^JAVA_VERSION="\{0,1\}\([0-9][0-9]*\).*/\1/p' "$1/release" 2>/dev/null)" || return 1
  [ "${jdkFeature:-0}" -ge "$MINIMUM_JDK" ] 2>/dev/null
}

find_jdk() {
  pathJavac="$(command -v javac 2>/dev/null)" || pathJavac=''
  pathJavac="$(readlink -f "$pathJavac" 2>/dev/null)" || pathJavac=''
  set +f
  for jdk in "${JAVA_HOME-}" "${pathJavac%/bin/javac}" \
    /usr/lib/jvm/* /usr/java/* /opt/java/* /opt/jdk* /opt/jvm/* \
    "${SDKMAN_DIR:-${HOME-}/.sdkman}"/candidates/java/* "${HOME-}"/.jdks/* "${HOME-}"/.gradle/jdks/* \
    "${HOME-}"/.asdf/installs/java/* "${HOME-}"/.local/share/mise/installs/java/* \
    "${HOME-}"/Library/Java/JavaVirtualMachines/*/Contents/Home /Library/Java/JavaVirtualMachines/*/Contents/Home \
    /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home /usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home; do
    if [ -n "$jdk" ] && is_suitable_jdk "$jdk"; then
      printf %s\\n "$jdk"
      return 0
    fi
  done
  return 1
}

if ! JAVA_HOME="$(find_jdk)"; then
  printf '%s\n' "Keysunset needs a JDK $MINIMUM_JDK or newer and found none: install one (for example Temurin $MINIMUM_JDK from https://adoptium.net) or point JAVA_HOME to it." >&2
  exit 1
fi
export JAVA_HOME
