"""Queries share a database that stays empty: none sees what another creates in it, whichever threads they are in."""

from concurrent.futures import ThreadPoolExecutor

from sim.store.views import query


def test_queries_at_once_do_not_meet(tmp_path):
    def asked(number):
        return query(tmp_path / str(number), "FROM asked", points=[str(number)])["point"].to_pylist()

    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(asked, range(40))) == [[str(number)] for number in range(40)]
    assert asked(7) == ["7"], "and leave nothing behind"
