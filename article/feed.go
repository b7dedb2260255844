package article

import "time"

// A Feed is a list of articles that is read on a schedule.
type Feed struct {
	ID       int64
	Library  LibraryID
	URL      string
	Title    string
	Next     time.Time // when it is due
	Last     time.Time // when it was last read with success; zero: never
	Items    int       // items loaded from it
	Failures int       // in a row
	Problem  string    // for editors; empty when well
	Disabled bool
}

// A FeedState is a Feed with what the next check of it needs to know. It is
// leased to one checker at a time.
type FeedState struct {
	Feed
	ETag     string        // of the copy read last
	Modified string        // its Last-Modified, as sent
	Interval time.Duration // between checks, as last worked out; 0 before the first
	Moved    string        // where the last check was sent on to for good
	Moves    int           // checks in a row that were sent on to Moved
	Newest   time.Time     // date of the newest item seen; zero when items have no dates
	Usual    time.Duration // between two items; 0 when not known
	Silent   bool          // editors were told that nothing new comes
	Notice   string        // a sentence for the editors, to be queued when the check is kept
	Lease    int           // how often it was leased: who leased last owns it
}

// A FeedItem is one entry of a feed, waiting to be read.
type FeedItem struct {
	Feed      int64
	Library   LibraryID
	Key       string // identifies it within its feed
	URL       string // of the page; empty when the feed has the whole text only
	Title     string
	Source    string // the publication's name, or the feed's title
	Authors   []string
	Published Date
	Updated   Date
	Language  string
	Content   string // HTML that the feed carries; may be a teaser or empty
	Passed    bool   // older than what a new feed begins with: noted, not read
	Attempts  int    // times leased, this time included: who leased last owns it
}

// A FeedItemState is what became of a feed's item.
type FeedItemState string

const (
	ItemQueued  FeedItemState = "queued"
	ItemLoaded  FeedItemState = "loaded"  // added, updated or unchanged
	ItemRefused FeedItemState = "refused" // no article could be had
	ItemPassed  FeedItemState = "passed"  // not read on purpose
)
