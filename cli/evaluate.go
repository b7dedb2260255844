package cli

import (
	"context"
	"errors"
)

// evaluate counts on a set of questions with known answers.
func evaluate(context.Context, *terminal) error { return errors.New("eval is not here yet") }
