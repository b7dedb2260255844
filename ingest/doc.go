// Package ingest reads whatever an editor gives it, a file, a folder, standard
// input or a link, as articles. It finds out what the bytes are, calls the
// reader for that kind (formats, pdf, html) and gives each item one end: an
// article, or a refusal with a code and a remedy. One bad item never stops the
// rest.
package ingest
