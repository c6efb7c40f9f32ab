"""The rows of the table: a file each, found by its place. `measure(pairs)` gives the row's lines, one after the other."""
