// Package dense finds passages by what they mean, where words differ: it has
// their texts turned into vectors by an embedding model, keeps these as one
// set per library, and finds those nearest to a question's.
//
// # Sets
//
// A vector is kept as one byte a dimension with a scale of its own (Encode).
// Up to sketchBeyond vectors, a set holds all codes in memory and compares the
// question with each: the nearest are exact but for the rounding. Beyond, it
// holds only a sketch of each vector, one bit a dimension: whether it is above
// the mean of the set. The nearest by bits are then read from the store and
// compared by their codes. Counting bits is some forty times quicker than
// multiplying bytes and takes an eighth of the memory; a sketch needs no
// training and no graph, so that vectors come and go one by one.
//
// # Time
//
// A Finder never makes a question wait longer than its patience for the model,
// and a model that failed is left alone for a while: the question is then
// answered by words alone. A Filler embeds passages beside the talk, resumes
// where it was stopped, and keeps to a budget of tokens a day.
package dense
