package main

import (
	"os"
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
