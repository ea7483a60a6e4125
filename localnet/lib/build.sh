# Builds wasmd once per content of this folder, into target/localnet/<hash>/.

built() {
    local hash
    hash=$(cd "$here" && cat go.mod go.sum clock/*.go keys/*.go lib/build.sh | sha256sum | cut -c1-16)
    echo "$root/target/localnet/$hash"
}

need_go() {
    command -v go >/dev/null || die "Go is missing: a chain is built from source (Go 1.25 or later, https://go.dev/dl)"
}

# CometBFT as released, with a clock that can be set; the module it is copied from was checked against go.sum.
settable_clock() {
    local copy=$1 released
    (cd "$here" && go mod download github.com/cometbft/cometbft)
    released=$(cd "$here" && go list -m -f '{{.Dir}}' github.com/cometbft/cometbft)
    rm -rf "$copy" && cp -r "$released" "$copy" && chmod -R u+w "$copy"
    cp "$here/clock/ahead.go" "$copy/types/time/ahead.go"
    sed -i.orig 's/Canonical(time\.Now())/Canonical(time.Now().Add(ahead()))/' "$copy/types/time/time.go"
    ! cmp -s "$copy/types/time/time.go" "$copy/types/time/time.go.orig" || die "CometBFT reads its clock elsewhere than expected"
}

# The library that runs Wasm comes inside a module of the cache; beside the binary it survives a clean cache.
beside() {
    local library
    library=$(cd "$here" && go list -m -f '{{.Dir}}' github.com/CosmWasm/wasmvm/v3)/internal/api
    cp "$library"/libwasmvm."$(uname -m)".so "$1/" && chmod u+w "$1"/libwasmvm.*.so
}

build() {
    local out work version
    out=$(built)
    [ ! -x "$out/wasmd" ] || return 0
    need_go
    say "building wasmd (about six minutes the first time on two cores)"
    work=$root/target/localnet/build
    mkdir -p "$work"
    settable_clock "$work/cometbft"
    cp "$here/go.sum" "$work/go.sum"
    (cd "$here" && go mod edit -print -replace "github.com/cometbft/cometbft=$work/cometbft" go.mod) >"$work/go.mod"
    rm -rf "$work/bin" && mkdir "$work/bin"
    version=$(cd "$here" && go list -m -f "{{.Version}}" github.com/CosmWasm/wasmd)
    beside "$work/bin"
    (cd "$here" && GOFLAGS='' go build -modfile "$work/go.mod" -buildvcs=false -tags netgo -trimpath \
        -ldflags "-s -w -X github.com/cosmos/cosmos-sdk/version.Version=$version -extldflags '-Wl,-rpath,\$ORIGIN'" -o "$work/bin/" \
        github.com/CosmWasm/wasmd/cmd/wasmd ./keys)
    rm -rf "$out" && mv "$work/bin" "$out"
}
