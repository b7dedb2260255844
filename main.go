// Byline answers questions about the articles its community has loaded, every
// sentence tied to the exact words that support it.
package main

import (
	"os"

	"byline/cli"
)

func main() {
	os.Exit(cli.Main())
}
