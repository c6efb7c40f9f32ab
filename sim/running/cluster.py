"""Executors for many machines: Dask distributed behind the seam that the runner has for any executor."""

import importlib
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, CancelledError, Executor, Future
from contextlib import contextmanager
from typing import Any

from sim.errors import InputError
from sim.model.digest import model_digest
from sim.running.processes import local_processes
from sim.running.supervisor import OpenExecutor

SECONDS_TO_ANSWER = 10


@contextmanager
def open_cluster(address: str | None) -> Iterator[OpenExecutor]:
    """The executor of a cluster: None for this machine's processes, `local` for Dask here, or a scheduler's address.

    Raises InputError where nobody answers, nobody works, or a worker runs other sources than this process.
    """
    if address is None:
        yield local_processes
        return
    if address != "local" and "://" not in address:
        raise InputError(f"--cluster must be local or an address such as tcp://HOST:8786, got {address}")
    distributed: Any = importlib.import_module("distributed")
    try:
        client = (
            distributed.Client(processes=True, threads_per_worker=1, dashboard_address=None)
            if address == "local"
            else distributed.Client(address, timeout=SECONDS_TO_ANSWER)
        )
    except (OSError, TimeoutError, ValueError) as error:
        raise InputError(f"--cluster: no scheduler answers at {address}: {error}") from None
    with client:
        _same_sources(client, address)
        yield lambda workers: _Cluster(client, address)


class _Cluster(Executor):
    """Dask's own executor, with what becomes of its workers told as any executor tells it."""

    def __init__(self, client: Any, address: str):
        self._dask = client.get_executor(pure=False)
        self._address = address
        self._killed: type[Exception] = importlib.import_module("distributed").KilledWorker

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Send work to a worker. Its future is broken when workers died of it, as Dask sees it."""
        told: Future[Any] = Future()
        self._dask.submit(fn, *args, **kwargs).add_done_callback(lambda dask: self._tell(dask, told))
        return told

    def _tell(self, dask: Future[Any], told: Future[Any]) -> None:
        try:
            told.set_result(dask.result())
        except self._killed as error:
            told.set_exception(BrokenExecutor(str(error)))
        except CancelledError:
            told.set_exception(InputError(f"--cluster: the scheduler at {self._address} is gone"))
        except Exception as error:
            told.set_exception(error)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Cancel what is in flight; the cluster stays."""
        self._dask.shutdown(wait=wait, cancel_futures=cancel_futures)


def _same_sources(client: Any, address: str) -> None:
    digests = client.run(model_digest)
    if not digests:
        raise InputError(f"--cluster: {address} has no workers; start some with `dask worker {address}`")
    strangers = sorted(worker for worker, digest in digests.items() if digest != model_digest())
    if strangers:
        raise InputError(
            f"--cluster: {', '.join(strangers)} run other sources of sim than this process ({model_digest()})"
        )
