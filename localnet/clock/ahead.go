// Package time is part of CometBFT's types/time in a localnet build, where Now() adds what ahead()
// says (localnet/lib/build.sh puts it there): plans last years, and blocks of all of them are wanted
// in minutes.
package time

import (
	"os"
	"strconv"
	"strings"
	"time"
)

var clock = os.Getenv("LOCALNET_CLOCK")

// ahead is how far the validators' clock is ahead of the machine's (behind, if negative): the seconds
// in the file that LOCALNET_CLOCK names; nothing without it. The file is replaced, never written in
// place, so it is whole whenever it is read. One that cannot be read stops the node: a block with a
// wrong time cannot be taken back.
func ahead() time.Duration {
	if clock == "" {
		return 0
	}
	text, err := os.ReadFile(clock)
	if err != nil {
		panic(err)
	}
	seconds, err := strconv.ParseInt(strings.TrimSpace(string(text)), 10, 64)
	if err != nil {
		panic(err)
	}
	return time.Duration(seconds) * time.Second
}
