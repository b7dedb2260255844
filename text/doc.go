// Package text turns strings into words, sentences and passages, for every
// package that must agree on them: what is indexed, what is asked, what is
// quoted. It holds no state but bounded caches, and all offsets are byte
// offsets into the string that was given.
package text
