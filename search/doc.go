// Package search finds the passages and sentences that answer a question.
//
// It goes in two stages. The index names the passages that hold the question's
// words; their articles are then read (reading.go), each sentence among them
// is measured against the question (measure.go), and a small model orders
// them. The passage shown is a window of whole sentences around a good one.
package search
