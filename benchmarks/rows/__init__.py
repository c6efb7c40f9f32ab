"""The rows of the table, a file each, found by its place: `measure(pairs)` gives its lines one by one."""
