# Makes a chain: keys, genesis, one folder a node. Nothing runs afterwards.

# member:3 is member-1 member-2 member-3
spelled_out() {
    local name
    for name; do
        case $name in
            *:*) seq -f "${name%%:*}-%.0f" 1 "${name##*:}" ;;
            *) echo "$name" ;;
        esac
    done
}

# Ten ports a node from $base on: 0 RPC, 1 peers, 2 gRPC, 3 REST, 4 unused by us.
port() { echo $((base + 10 * $1 + $2)); }

listens() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

free_base() {
    local base i offset
    for base in $(seq 27000 100 31900 | shuf); do
        for i in $(seq 0 $((validators - 1))); do
            for offset in 0 1 2 3; do ! listens "$(port "$i" "$offset")" || continue 3; done
        done
        echo "$base" && return
    done
    die "no free ports between 27000 and 32000"
}

# In a TOML file: set FILE SECTION KEY VALUE; the section "" is before the first.
set_in() {
    awk -v section="$2" -v key="$3" -v value="$4" '
        /^\[/ { at = substr($0, 2, length($0) - 2) }
        at == section && $1 == key && $2 == "=" { print key " = " value; done = 1; next }
        { print }
        END { exit !done }' "$1" >"$1.new" || die "$1 has no $3"
    mv "$1.new" "$1"
}

settings() {
    local node=$1 config=$home/node-$1/config/config.toml app=$home/node-$1/config/app.toml
    local loopback=127.0.0.1
    set_in "$config" '' moniker "\"node-$i\""
    set_in "$config" rpc laddr "\"tcp://$loopback:$(port "$i" 0)\""
    set_in "$config" rpc pprof_laddr '""'
    set_in "$config" p2p laddr "\"tcp://$loopback:$(port "$i" 1)\""
    set_in "$config" p2p persistent_peers "\"$peers\""
    set_in "$config" p2p addr_book_strict false
    set_in "$config" p2p allow_duplicate_ip true
    set_in "$config" p2p pex false
    set_in "$config" consensus timeout_propose "\"$([ "$validators" -gt 1 ] && echo 1s || echo 500ms)\""
    set_in "$config" consensus timeout_commit "\"$block\""
    set_in "$app" '' minimum-gas-prices "\"$gas_price$fee_denom\""
    set_in "$app" '' pruning '"nothing"'
    set_in "$app" grpc address "\"$loopback:$(port "$i" 2)\""
    set_in "$app" api enable true
    set_in "$app" api address "\"tcp://$loopback:$(port "$i" 3)\""
}

# Keeps a node's data in memory: several times as many blocks a second, and gone when the node stops.
in_memory() {
    local node=$home/node-$1 held shm=/dev/shm
    [ -w "$shm" ] || shm=${TMPDIR:-/tmp}
    held=$(mktemp -d "$shm/milegate-localnet.XXXXXX")
    cp -r "$node/data/." "$held/"
    rm -rf "$node/data" && ln -s "$held" "$node/data"
    set_in "$node/config/config.toml" '' db_backend '"memdb"'
}

# What is outside of the chain's folder.
forget() {
    local data
    for data in "$home"/node-*/data; do
        [ ! -L "$data" ] || rm -rf "$(readlink "$data")"
    done
}

# Mnemonics are files for whatever signs; a validator's is in its node's test keyring too.
accounts() {
    local i
    mkdir -p "$home/keys"
    "$bin/keys" "$home/keys" "$@" >"$home/accounts.json"
    for i in $(seq 0 $((validators - 1))); do
        quietly wasmd "$i" keys add validator --recover --keyring-backend test <"$home/keys/validator-$i.mnemonic"
    done
}

# Says what a command said only if it failed.
quietly() {
    local said
    said=$("$@" 2>&1) || die "$* failed:
$said"
}

birth() {
    local i first=$home/node-0/config names= peers=
    mkdir -p "$home"
    base=$(free_base)
    echo "$ahead" >"$home/clock"
    for i in $(seq 0 $((validators - 1))); do
        quietly wasmd "$i" init "node-$i" --chain-id "$chain_id" --default-denom "$fee_denom"
        names+=" validator-$i"
        peers+=${peers:+,}$(wasmd "$i" comet show-node-id)@127.0.0.1:$(port "$i" 1)
    done
    accounts $names $(spelled_out "${people[@]}")
    node "$here/lib/genesis.mjs" "$first/genesis.json" "$home/accounts.json" "$fee_denom" "$voting_period" "$ahead" "${gifts[@]}"
    mkdir -p "$first/gentx"
    for i in $(seq 0 $((validators - 1))); do
        [ "$i" = 0 ] || cp "$first/genesis.json" "$home/node-$i/config/genesis.json"
        quietly wasmd "$i" genesis gentx validator "1000000$fee_denom" --chain-id "$chain_id" --keyring-backend test \
            --ip 127.0.0.1 --output-document "$first/gentx/$i.json"
    done
    quietly wasmd 0 genesis collect-gentxs
    for i in $(seq 0 $((validators - 1))); do
        [ "$i" = 0 ] || cp "$first/genesis.json" "$home/node-$i/config/genesis.json"
        settings "$i"
        [ "$memory" = no ] || in_memory "$i"
    done
    node "$here/lib/summary.mjs" "$home" "$chain_id" "$fee_denom" "$gas_price" "$base" "$validators" "$bin/wasmd"
}
