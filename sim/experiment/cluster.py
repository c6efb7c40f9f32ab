"""Executors for many machines: Dask distributed behind the seam that the runner has for any executor."""

import importlib
from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from typing import Any

from sim.errors import InputError
from sim.experiment.runner import OpenExecutor, local_processes
from sim.version import model_digest


@contextmanager
def open_cluster(address: str | None) -> Iterator[OpenExecutor]:
    """The executor of a cluster: None for this machine's processes, `local` for Dask here, or a scheduler's address.

    Raises InputError where nobody answers, nobody works, or a worker runs other sources than this process.
    """
    if address is None:
        yield local_processes
        return
    if address != "local" and "://" not in address:
        raise InputError(f"--cluster: given {address!r}, allowed local or an address such as tcp://HOST:8786")
    distributed: Any = importlib.import_module("distributed")
    try:
        client = (
            distributed.Client(processes=True, threads_per_worker=1, dashboard_address=None)
            if address == "local"
            else distributed.Client(address, timeout=10)
        )
    except (OSError, TimeoutError, ValueError) as error:
        raise InputError(f"--cluster: no scheduler answers at {address}: {error}") from None
    with client:
        _same_sources(client, address)
        yield lambda workers: _executor(client)


def _executor(client: Any) -> Executor:
    executor: Executor = client.get_executor(pure=False)
    return executor


def _same_sources(client: Any, address: str) -> None:
    digests = client.run(model_digest)
    if not digests:
        raise InputError(f"--cluster: {address} has no workers; start some with `dask worker`")
    strangers = sorted(worker for worker, digest in digests.items() if digest != model_digest())
    if strangers:
        raise InputError(
            f"--cluster: {', '.join(strangers)} run other sources of sim than this process ({model_digest()})"
        )
