package formats

// Limits bound what is read. A zero field means its default.
type Limits struct {
	File    int64 // bytes of one file, unpacked if it was compressed; default 64 MB
	Text    int   // bytes of one article's text; default 8 MB
	Line    int   // bytes of one line of JSON lines; default 16 MB
	Entries int   // files in one archive; default 2,000
	Entry   int64 // bytes of one file of an archive, unpacked; default 50 MB
	Archive int64 // bytes of all files of an archive, unpacked; default 100 MB
	Ratio   int64 // unpacked to packed bytes of a file, past the first MB; default 200
}

// WithDefaults returns l with its zero fields filled in. Documents are rarely
// over a few megabytes and text deflates about 4:1, repetitive tables 50:1, so
// the defaults refuse only what was made to hurt.
func (l Limits) WithDefaults() Limits {
	fill(&l.File, 64<<20)
	fill(&l.Text, 8<<20)
	fill(&l.Line, 16<<20)
	fill(&l.Entries, 2000)
	fill(&l.Entry, 50<<20)
	fill(&l.Archive, 100<<20)
	fill(&l.Ratio, 200)
	return l
}

func fill[T int | int64](field *T, value T) {
	if *field <= 0 {
		*field = value
	}
}
