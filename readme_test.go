package main

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// TestReadmeLayers holds the table of the README equal to layers.
func TestReadmeLayers(t *testing.T) {
	inReadme := map[string][]string{}
	for _, cells := range tableRows(t, "README.md", "| package |") {
		inReadme[strings.Trim(cells[0], "`")] = names(cells[2])
	}
	for pkg, may := range layers {
		if pkg == "." {
			continue
		}
		got, ok := inReadme[pkg]
		if !ok {
			t.Errorf("README.md does not list %s; add the row: | `%s` | (what lives there) | %s |", pkg, pkg, strings.Join(may, ", "))
			continue
		}
		want := slices.Sorted(slices.Values(may))
		if !slices.Equal(got, want) {
			t.Errorf("README.md says that %s may import %v, arrows_test.go says %v", pkg, got, want)
		}
	}
	for pkg := range inReadme {
		if _, ok := layers[pkg]; !ok {
			t.Errorf("README.md lists %s, which arrows_test.go does not know", pkg)
		}
	}
}

// TestReadmeSettings holds the table of settings equal to .env.example.
func TestReadmeSettings(t *testing.T) {
	var inReadme []string
	for _, cells := range tableRows(t, "README.md", "| variable |") {
		inReadme = append(inReadme, strings.Trim(cells[0], "`"))
	}
	data, err := os.ReadFile(".env.example")
	if err != nil {
		t.Fatal(err)
	}
	var inExample []string
	for _, m := range regexp.MustCompile(`(?m)^([A-Z_]+)=`).FindAllStringSubmatch(string(data), -1) {
		inExample = append(inExample, m[1])
	}
	slices.Sort(inReadme)
	slices.Sort(inExample)
	if !slices.Equal(inReadme, inExample) {
		t.Errorf("README.md explains\n%v\n.env.example names\n%v", inReadme, inExample)
	}
}

// TestNamesInDocuments: the tests, fuzzers and make targets that documents name
// are there.
func TestNamesInDocuments(t *testing.T) {
	there := map[string]bool{}
	err := filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, "_test.go") {
			return err
		}
		data, err := os.ReadFile(path)
		for _, m := range regexp.MustCompile(`(?m)^func ((?:Test|Fuzz)\w+)\(`).FindAllSubmatch(data, -1) {
			there[string(m[1])] = true
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	makefile, err := os.ReadFile("Makefile")
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range regexp.MustCompile(`(?m)^([a-z-]+):`).FindAllSubmatch(makefile, -1) {
		there["make "+string(m[1])] = true
	}
	documents, err := filepath.Glob("docs/*.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range append(documents, "README.md", "CONTRIBUTING.md") {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range regexp.MustCompile("`(make [a-z-]+)|\\b((?:Test|Fuzz)[A-Z][A-Za-z]+)").FindAllStringSubmatch(string(data), -1) {
			if name := m[1] + m[2]; !there[name] {
				t.Errorf("%s names %s, which is not there", file, name)
			}
		}
	}
}

// tableRows returns the cells of the Markdown table whose head begins so.
func tableRows(t *testing.T, file, head string) [][]string {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	_, after, ok := strings.Cut(string(data), "\n"+head)
	if !ok {
		t.Fatalf("%s has no table that begins %q", file, head)
	}
	var rows [][]string
	for _, line := range strings.Split(after, "\n")[2:] {
		if !strings.HasPrefix(line, "|") {
			break
		}
		cells := strings.Split(strings.Trim(line, "|"), "|")
		for i := range cells {
			cells[i] = strings.TrimSpace(cells[i])
		}
		rows = append(rows, cells)
	}
	return rows
}

// names reads "article, text", "–" for none and "all" for any.
func names(cell string) []string {
	switch cell {
	case "–":
		return nil
	case "all":
		return []string{"*"}
	}
	all := strings.Split(strings.ReplaceAll(cell, "`", ""), ", ")
	slices.Sort(all)
	return all
}
