// Package formats turns the bytes of one file into articles: text, Markdown,
// JSON lines, CSV, mail, and the zip-based documents DOCX, ODT and EPUB. It
// opens nothing itself and trusts nothing it is given: every reader has a
// bound on what it unpacks, and a file that cannot be used is refused with a
// code and a sentence that says what to do (Refuse).
//
// Kind tells what bytes are by looking at them. A file's name is a hint only
// where content cannot tell: Markdown and plain text are the same characters.
package formats
