package store

import (
	"context"
	"database/sql"
	"fmt"
	"strings"
	"testing"
)

// Grep returns the columns of the database that hold words anywhere.
func (db *DB) Grep(t testing.TB, words string) []string {
	t.Helper()
	ctx := context.Background()
	type column struct{ table, name string }
	var columns []column
	err := each(ctx, db.reader, func(rows *sql.Rows) error {
		var c column
		err := rows.Scan(&c.table, &c.name)
		columns = append(columns, c)
		return err
	}, `SELECT t.name, c.name FROM sqlite_schema t JOIN pragma_table_info(t.name) c WHERE t.type = 'table'`)
	if err != nil {
		t.Fatal(err)
	}
	var found []string
	for _, c := range columns {
		var n int
		err := db.reader.QueryRowContext(ctx, fmt.Sprintf(`SELECT count(*) FROM "%s" WHERE instr("%s", ?) > 0`, c.table, c.name), words).Scan(&n)
		if err != nil {
			t.Fatal(err)
		}
		if n > 0 {
			found = append(found, strings.Join([]string{c.table, c.name}, "."))
		}
	}
	return found
}

// LimitPages makes the disk look full once the file has n pages.
func (db *DB) LimitPages(n int) error {
	_, err := db.writer.Exec(fmt.Sprintf("PRAGMA max_page_count = %d", n))
	return err
}
