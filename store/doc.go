// Package store keeps everything durable in one SQLite file: articles with
// their revisions, passages and index segments, the questions asked with their
// answers, and what the bot must remember across restarts. It is the only
// package that speaks SQL.
//
// # Rules
//
//   - Every method takes ctx first, then the library or libraries it may touch;
//     a row of another library is never read or changed. What belongs to a
//     person rather than a library takes the person.
//   - One connection writes, in immediate transactions; a pool of others reads.
//     WAL keeps readers and the writer out of each other's way. Several
//     processes may use one file.
//   - An article, its passages and their index segment commit together: a
//     process killed at any moment leaves each article wholly in or wholly out.
//   - Ids of articles, revisions, passages, segments and answers are never
//     reused, so caches may be keyed by them.
//   - Methods take the time they need as a parameter; the database never asks
//     the clock. Times are stored as Unix seconds, dates as article.Date prints
//     them.
//
// # Where things are
//
// Articles: Load, Articles, Revision, Revisions, List, Find, Passages, Remove,
// Restore, Export, Raw; their near-copies: Uncompared, Signatures, SetStories,
// Story. The index: Segments, ReadSegment, ReplaceSegments. Dense vectors:
// VectorSets, Vectors, VectorsOf, Embeddings, and Unembedded to DropRetired,
// which make them. Talk: SaveAnswer, Answer, Trace, Turns, SaveVerdict; Gaps, Watch, CloseGap. Memory of the bot:
// Settings, SaveDraft, Begin and Finish (each request once), Enqueue and Lease
// (durable jobs, among them the marking of answers whose article changed),
// Forget, Leave, Purge; feeds and Discord have files of their own. The file:
// Open, Check, Backup, Checkpoint, Shrink.
//
// # Errors
//
// Failures a person can mend are *article.Error with the remedy in Public: a
// full disk, a read-only file, a file of another program, a database of a newer
// Byline, a writer that does not finish. Rows that are not there are
// article.NotFound.
package store
