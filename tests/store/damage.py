"""Ways in which a part can be damaged, on disk and by others."""

import os
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq


def flip(path: Path, bit: int) -> None:
    """Flip one bit of a file, counted from the start and around its end."""
    content = bytearray(path.read_bytes())
    content[bit // 8 % len(content)] ^= 1 << bit % 8
    path.write_bytes(content)


def _foreign(path: Path, rows: pa.Table) -> None:
    path.unlink()
    pq.write_table(rows, path)


def flipped(path: Path) -> None:
    flip(path, 8 * 300 + 3)


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-20])


def emptied(path: Path) -> None:
    path.write_bytes(b"")


def overwritten(path: Path) -> None:
    """Pages of nothing under a whole footer."""
    content = path.read_bytes()
    path.write_bytes(content[:4] + bytes(600) + content[604:])


def text(path: Path) -> None:
    path.write_text("point,replication\n")


def wrong_type(path: Path) -> None:
    rows = pq.read_table(path)
    last = rows.num_columns - 1
    truths = pa.array([True] * len(rows))
    _foreign(path, rows.set_column(last, rows.column_names[last], truths))


def wrong_key(path: Path) -> None:
    rows = pq.read_table(path)
    _foreign(path, rows.set_column(0, rows.column_names[0], pa.array([1.5] * len(rows))))


def without_key(path: Path) -> None:
    rows = pq.read_table(path)
    _foreign(path, rows.drop_columns(rows.column_names[:1]))


def a_column_called_filename(path: Path) -> None:
    rows = pq.read_table(path)
    _foreign(path, rows.append_column("filename", pa.array(["x"] * len(rows))))


def a_row_twice(path: Path) -> None:
    rows = pq.read_table(path)
    _foreign(path, pa.concat_tables([rows, rows.slice(0, 1)]))


def a_row_of_nothing(path: Path) -> None:
    rows = pq.read_table(path)
    nothing = pa.table({name: pa.nulls(1, rows.schema.field(name).type) for name in rows.column_names})
    _foreign(path, pa.concat_tables([rows, nothing]))


def dangling(path: Path) -> None:
    path.unlink()
    path.symlink_to("nowhere")


def looping(path: Path) -> None:
    path.unlink()
    path.symlink_to(path.name)


def a_pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def gone(path: Path) -> None:
    path.unlink()


IN_THE_FILE = (flipped, cut, emptied, overwritten, text)
BY_OTHERS = (wrong_type, wrong_key, without_key, a_column_called_filename, a_row_twice, a_row_of_nothing)
OF_THE_NAME = (dangling, looping, a_pipe, a_folder)
DAMAGES = (*IN_THE_FILE, *BY_OTHERS, *OF_THE_NAME)


def unsealed(path: Path) -> Path:
    """A part under a name as older versions gave it: without a hash."""
    return path.rename(path.with_name(path.name.split(".")[0] + ".parquet"))
