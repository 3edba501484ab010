# SPDX-FileCopyrightText: The Pilothouse authors
# SPDX-License-Identifier: GPL-3.0-or-later
# Sourced by app/run and tests/run: packages and the Docker engine of a Debian 12 machine.

say() { printf 'pilothouse: %s\n' "$*" >&2; }
die() { say "$*"; exit 1; }

# as_root CMD...: runs it as root, through sudo where that is needed.
as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"
    elif command -v sudo >/dev/null; then sudo "$@"
    else die "root is needed for: $* (run this as root, or install sudo)"
    fi
}

build_packages="cmake ninja-build g++ ccache pkg-config libc6-dev
    qt6-base-dev qt6-charts-dev qt6-svg-dev qt6-tools-dev qt6-tools-dev-tools qt6-l10n-tools libqt6opengl6-dev
    libgl1-mesa-dev libopengl-dev libxkbcommon-dev libcurl4-openssl-dev nlohmann-json3-dev libfmt-dev libexpected-dev
    libsqlite3-dev libssl-dev libboost-dev libdtl-dev libpugixml-dev"
run_packages="curl ca-certificates libqt6svg6 fonts-inter fonts-noto-cjk fonts-jetbrains-mono"
engine_packages="docker.io iptables"
test_packages="docker-registry apache2-utils awscli busybox-static xvfb xauth xdotool x11-utils imagemagick openbox
    sqlite3 util-linux iproute2 procps"

installed() { dpkg-query -W -f='${db:Status-Status}' "$1" 2>/dev/null | grep -qx installed; }

# install_missing PACKAGE...: nothing that is present is touched, nothing of the user's is removed.
install_missing() {
    local missing=() package
    for package in "$@"; do installed "$package" || missing+=("$package"); done
    [ ${#missing[@]} = 0 ] && return 0
    command -v apt-get >/dev/null || die "this is not a Debian system; install these by hand: ${missing[*]}"
    say "installing ${missing[*]}"
    as_root env DEBIAN_FRONTEND=noninteractive sh -c '
        if ! apt-get install -y -qq --no-remove --no-install-recommends "$@" >/tmp/pilothouse-apt.$$ 2>&1; then
            apt-get update -qq && apt-get install -y -qq --no-remove --no-install-recommends "$@" >/tmp/pilothouse-apt.$$ 2>&1 \
                || { cat /tmp/pilothouse-apt.$$ >&2; rm -f /tmp/pilothouse-apt.$$; exit 1; }
        fi
        rm -f /tmp/pilothouse-apt.$$' sh "${missing[@]}" || die "the packages could not be installed; the lines above say why"
}

# engine_state SOCKET_OR_URL: answers | refused | denied | absent
engine_state() {
    local address=$1 code
    case $address in
        unix://*) address=${address#unix://} ;;
        tcp://*)
            curl -sf -m3 "http://${address#tcp://}/_ping" >/dev/null && echo answers || echo refused
            return ;;
        ssh://*|npipe://*) echo absent; return ;;
    esac
    [ -S "$address" ] || { echo absent; return; }
    [ -w "$address" ] || { echo denied; return; }
    curl -sf -m3 --unix-socket "$address" http://engine/_ping >/dev/null && echo answers && return
    echo refused
}

# The address of the current docker context, as `docker context use` keeps it; nothing for the default one.
context_address() {
    local config=${DOCKER_CONFIG:-$HOME/.docker} name
    [ -r "$config/config.json" ] || return 0
    name=$(sed -n 's/.*"currentContext"[[:space:]]*:[[:space:]]*"\([^"]*\)".*/\1/p' "$config/config.json" | head -1)
    [ -n "$name" ] && [ "$name" != default ] || return 0
    grep -l "\"Name\":\"$name\"" "$config"/contexts/meta/*/meta.json 2>/dev/null | head -1 \
        | xargs -r sed -n 's/.*"Host":"\([^"]*\)".*/\1/p'
}

# find_engine: sets engine_address and engine_found (answers, denied, refused, absent), best candidate first.
find_engine() {
    local candidate state runtime=${XDG_RUNTIME_DIR:-/run/user/$(id -u)}
    engine_address= engine_found=absent
    for candidate in "${DOCKER_HOST:-}" "$(context_address)" unix:///var/run/docker.sock \
        "unix://$runtime/docker.sock" "unix://$HOME/.docker/run/docker.sock" \
        "unix://$runtime/podman/podman.sock" unix:///run/podman/podman.sock; do
        [ -n "$candidate" ] || continue
        state=$(engine_state "$candidate")
        case $state:$engine_found in
            answers:*) engine_address=$candidate engine_found=answers; return 0 ;;
            denied:absent|denied:refused|refused:absent) engine_address=$candidate engine_found=$state ;;
        esac
    done
    return 0
}

# wait_for_engine SECONDS
wait_for_engine() {
    local tries=$(($1 * 10))
    while [ "$tries" -gt 0 ]; do
        [ "$(engine_state unix:///var/run/docker.sock)" != answers ] || return 0
        # Another user's eyes cannot open the socket that root's daemon made; its presence is all there is to see.
        [ "$(id -u)" = 0 ] || [ "$(engine_state unix:///var/run/docker.sock)" != denied ] || return 0
        sleep 0.1
        tries=$((tries - 1))
    done
    return 1
}

# start_engine: by the init system where there is one, else by itself. Sets engine_pid if it started dockerd itself.
start_engine() {
    engine_pid=
    if [ -d /run/systemd/system ]; then
        say "starting the Docker engine (systemctl start docker)"
        as_root systemctl start docker && wait_for_engine 30 && return 0
        return 1
    fi
    local attempt
    for attempt in 1 2; do
        say "no init system here: starting dockerd; its log is /var/log/pilothouse-dockerd.log"
        as_root sh -c 'mkdir -p /var/log /var/run; setsid dockerd >/var/log/pilothouse-dockerd.log 2>&1 </dev/null & echo $!' \
            >"${TMPDIR:-/tmp}/pilothouse-dockerd.$$" || return 1
        engine_pid=$(cat "${TMPDIR:-/tmp}/pilothouse-dockerd.$$")
        rm -f "${TMPDIR:-/tmp}/pilothouse-dockerd.$$"
        wait_for_engine 30 && return 0
        as_root kill -TERM "$engine_pid" 2>/dev/null || true
        engine_pid=
    done
    return 1
}

build() { # build PRESET TARGET...
    local preset=$1; shift
    local root; root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
    [ -f "$root/build/$preset/build.ninja" ] || cmake -S "$root" --preset "$preset" >/dev/null || return 1
    cmake --build "$root/build/$preset" ${1:+--target "$@"}
}
