// Package pdf reads the text of PDF files as articles: columns in reading
// order, lines joined to paragraphs, words that were broken at a line's end
// made whole, running heads and page numbers left out.
//
// The bytes are read by PDFium, compiled to WebAssembly and run by wazero in
// this process: strangers' files meet a C++ parser that can reach no file, no
// network and no memory but its own, which is bounded, and that is stopped
// when its time is over. What PDFium finds, characters and their boxes, is made
// into text by the Go code of this package.
package pdf
