// Command keys makes test accounts: for every name given, the same mnemonic and address on every
// machine, the mnemonic in FOLDER/NAME.mnemonic, the addresses on standard output as JSON. They are
// worth nothing: never use one elsewhere.
package main

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"

	"github.com/cosmos/cosmos-sdk/crypto/hd"
	"github.com/cosmos/cosmos-sdk/types/bech32"
	"github.com/cosmos/go-bip39"
)

const (
	prefix = "wasm"
	path   = "m/44'/118'/0'/0/0" // what wallets use
)

func main() {
	if err := run(os.Args[1], os.Args[2:]); err != nil {
		fmt.Fprintln(os.Stderr, "keys:", err)
		os.Exit(1)
	}
}

func run(folder string, names []string) error {
	addresses := map[string]string{}
	for _, name := range names {
		mnemonic, address, err := derive(name)
		if err != nil {
			return err
		}
		file := filepath.Join(folder, name+".mnemonic")
		if err := os.WriteFile(file, []byte(mnemonic+"\n"), 0o600); err != nil {
			return err
		}
		addresses[name] = address
	}
	return json.NewEncoder(os.Stdout).Encode(addresses)
}

func derive(name string) (mnemonic, address string, err error) {
	entropy := sha256.Sum256([]byte("milegate localnet " + name))
	if mnemonic, err = bip39.NewMnemonic(entropy[:16]); err != nil {
		return
	}
	secret, err := hd.Secp256k1.Derive()(mnemonic, "", path)
	if err != nil {
		return
	}
	key := hd.Secp256k1.Generate()(secret)
	address, err = bech32.ConvertAndEncode(prefix, key.PubKey().Address())
	return
}
