# Starts and stops the nodes of a chain that exists.

wasmd() { LOCALNET_CLOCK=$home/clock "$bin/wasmd" "${@:2}" --home "$home/node-$1"; }

count() { ls -d "$home"/node-* | wc -l; }
every() { seq 0 $(($(count) - 1)); }

# Its process, if it is alive and really ours.
process() {
    local pid
    pid=$(cat "$home/node-$1/pid" 2>/dev/null) || return 1
    ps -o args= -p "$pid" 2>/dev/null | grep -qF -- "--home $home/node-$1" && echo "$pid"
}

wake() {
    [ -d "$home/node-$1" ] || die "there is no node $1"
    ! process "$1" >/dev/null || return 0
    LOCALNET_CLOCK=$home/clock setsid "$bin/wasmd" start --home "$home/node-$1" --log_level warn \
        </dev/null >>"$home/node-$1/log" 2>&1 &
    echo $! >"$home/node-$1/pid"
    # Between fork and exec it still has this script's arguments.
    for _ in $(seq 100); do
        ! process "$1" >/dev/null && kill -0 $! 2>/dev/null || return 0
        sleep 0.02
    done
}

# As a power cut does: no warning, nothing written down.
kill_node() {
    local pid
    pid=$(process "$1") || return 0
    kill -KILL "$pid"
    while process "$1" >/dev/null; do sleep 0.05; done
}

stop_node() {
    local pid
    pid=$(process "$1") || return 0
    kill -TERM "$pid"
    for _ in $(seq 100); do process "$1" >/dev/null || return 0; sleep 0.1; done
    kill_node "$1"
}

rpc() { sed -n 's/.*"rpc": "http\(.*\)",.*/tcp\1/p' "$home/localnet.json" | sed -n "$(($1 + 1))p"; }

# The last block a node knows: its height and time.
tip() {
    process "$1" >/dev/null || return 1
    "$bin/wasmd" status --node "$(rpc "$1")" --home "$home/node-$1" 2>/dev/null |
        sed -n 's/.*"latest_block_height":"\([0-9]*\)","latest_block_time":"\([^"]*\)".*/\1 \2/p'
}

height() { local at; at=$(tip "$1") && echo "${at%% *}"; }

# Waits until a running node knows a block above HEIGHT.
until_above() {
    local node=$1 height=$2
    for _ in $(seq 200); do
        process "$node" >/dev/null || die "node $node stopped; the end of $home/node-$node/log:
$(tail -n 5 "$home/node-$node/log")"
        [ "$(height "$node" || echo 0)" -le "$height" ] 2>/dev/null || return 0
        sleep 0.2
    done
    die "node $node makes no blocks; see $home/node-$node/log"
}
