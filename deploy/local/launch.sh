# Sourced by the commands in deploy/: builds what is missing and runs a class of the launcher.
# They set project and name, and call: launch <class> <arguments>

launcher=$project/deploy/local/target

fail() {
  printf '%s: %s\n' "$name" "$1" >&2
  exit 2
}

find_java() {
  if [ -n "${JAVA_HOME:-}" ]; then
    java=$JAVA_HOME/bin/java
  else
    java=$(command -v java || true)
  fi
  [ -x "${java:-}" ] || fail "No JDK was found; install one, 17 or newer, and put it on the PATH or into JAVA_HOME"
  version=$("$java" -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java\.specification\.version = //p')
  case $version in
    1.* | [2-9] | 1[0-6]) fail "The JDK at $java is Java $version; Tenantry needs 17 or newer" ;;
  esac
}

# Whether a part's sources, or those that all parts share, are newer than what was built from them.
is_stale() {
  part=$1
  built=$part/target/$2
  [ ! -e "$built" ] || [ -n "$(find pom.xml shared-contracts/pom.xml shared-contracts/*/pom.xml \
    shared-contracts/*/src/main "$part/pom.xml" "$part/src/main" -type f -newer "$built" | head -n 1)" ]
}

build_what_is_stale() {
  stale=false
  for service in registry-service tenant-module-service installer-service; do
    if is_stale $service quarkus-app/quarkus-run.jar; then stale=true; fi
  done
  if is_stale deploy/local launcher.classpath; then stale=true; fi
  if $stale; then
    log=$(mktemp "${TMPDIR:-/tmp}/tenantry-build.XXXXXX")
    printf 'Building; the first time this fetches libraries and takes some minutes.\n'
    if ! ./mvnw -q -B package -Dmaven.test.skip=true >"$log" 2>&1; then
      tail -n 20 "$log" >&2
      fail "The build failed; its log is $log"
    fi
    rm -f "$log"
  fi
}

launch() {
  started_in=$(pwd)
  find_java
  cd "$project"
  build_what_is_stale
  terminal=false
  [ -t 1 ] && terminal=true
  exec "$java" -XX:TieredStopAtLevel=1 -XX:ReservedCodeCacheSize=240m -XX:+UseSerialGC -Dtenantry.terminal=$terminal -Dtenantry.started-in="$started_in" \
    -cp "$launcher/classes:$(cat "$launcher/launcher.classpath")" "$@"
}
