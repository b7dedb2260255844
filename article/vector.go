package article

import "time"

// A VectorSet is the dense vectors of one library's passages by one embedding
// model.
type VectorSet struct {
	ID      int64 // never reused, so caches may be keyed by it
	Library LibraryID
	Model   string
	Dims    int
	Serving bool  // questions are answered from it; at most one of a library
	Newest  int64 // greatest Number of its vectors, 0 when it never had one
	Deleted int   // how many of its vectors were deleted so far
}

// A Vector is one passage's, packed as dense.Encode does.
type Vector struct {
	Number  int64 // in the order they were stored; never reused
	Passage PassageID
	Data    []byte // nil: the model refused the passage's text
}

// ToEmbed is a passage without a vector, with the words that stand for it.
type ToEmbed struct {
	Passage PassageID
	Title   string
	Text    string
}

// Embedded is what a model made of some passages.
type Embedded struct {
	Set     int64
	Owner   string   // who has the set
	Vectors []Vector // in the order of the passages' ids; Number is not used
	Tokens  int      // that it took
	Now     time.Time
	Until   time.Time // when the owner's claim ends, unless it shows life again
}
