// Package index finds the passages that hold the words of a question.
//
// # What it is made of
//
// The passages of a library are spread over segments: immutable files of
// postings that a store keeps beside the articles and in their transaction.
// Build makes one from the terms of new passages. Merge joins small ones into
// larger ones and leaves out what was deleted. An Index reads them through two
// methods of the store and keeps what was used last within a bound of memory;
// opening a segment reads a few kilobytes of its end and nothing else.
//
// # How a passage is scored
//
// BM25F over title and body. What depends on the passage alone is worked out
// when it is loaded, into an impact of 8 bits per posting (impact.go). What
// depends on the library, a term's idf, is worked out per question, as an
// integer. Scores are sums of integers: they do not depend on the order of
// additions, nor on how passages are spread over segments.
//
// # How the best are found without scoring all
//
// Block-max MaxScore, window by window (window.go). The result is exactly that of
// scoring everything; a test holds the two equal.
//
// # Who closes what
//
// Nothing: an Index has no goroutines and holds no handles.
package index
