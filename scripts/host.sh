# Sourced by the other scripts: the host toolchain of rust-toolchain.toml, and announcements.
source "$root/scripts/toolchain.env"

# The command line in target/debug, made of what the tests are made of: dependencies are compiled once.
build_milegate() { cargo test --quiet --locked --workspace --test cli --no-run; }

announce() { echo "==> [${SECONDS}s] $*" >&2; }

host=$(sed -n 's/^channel = "\(.*\)"/\1/p' "$root/rust-toolchain.toml")
if ! rustup toolchain list | grep -q "^$host"; then
    announce "installing Rust $host"
    rustup toolchain install "$host" --profile minimal --no-self-update -c clippy -c rustfmt
fi
export MILEGATE_ARTIFACTS="$root/artifacts"
