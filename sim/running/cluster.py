"""Executors for many machines: Dask distributed, behind the interface of `concurrent.futures`."""

import importlib
import logging
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, CancelledError, Executor, Future
from contextlib import contextmanager
from socket import gethostname
from typing import Any

from sim.errors import InputError
from sim.model.digest import model_digest
from sim.running.supervisor import OpenExecutor

SECONDS_TO_ANSWER = 30
"""How long a scheduler may take to answer, and its first worker to come: both may just have been started."""

LOGS = ("distributed", "distributed.client", "tornado.application")
"""Logs in which Dask reports a lost scheduler by tracebacks; we say it in one line."""


@contextmanager
def open_cluster(address: str | None) -> Iterator[OpenExecutor | None]:
    """A function that opens executors on a cluster: `local` for Dask here, or an address; without one, None.

    Raises InputError if no scheduler answers, it has no workers, or a worker has other sources than this process.
    """
    if address is None:
        yield None
        return
    if address != "local" and "://" not in address:
        raise InputError(f"--cluster must be local or an address such as tcp://HOST:8786, got {address}")
    distributed: Any = importlib.import_module("distributed")  # slow to import, and rarely needed
    for name in LOGS:
        logging.getLogger(name).setLevel(logging.CRITICAL)
    try:
        client = (
            distributed.Client(
                processes=True,
                threads_per_worker=1,
                dashboard_address=None,
                scheduler_kwargs={"allowed_failures": 0},  # tries again are the supervisor's
            )
            if address == "local"
            else distributed.Client(address, timeout=SECONDS_TO_ANSWER)
        )
    except (OSError, TimeoutError, ValueError) as error:
        raise InputError(f"--cluster: no scheduler answers at {address}: {error}") from None
    with client:
        _same_sources(client, address)
        yield lambda workers: _Cluster(client, address)


class _Cluster(Executor):
    """Dask's executor, with dead workers reported as BrokenExecutor, which is what the supervisor handles."""

    def __init__(self, client: Any, address: str):
        self._dask = client.get_executor(pure=False)  # a retry of pure work would get the future that failed
        self._address = address
        self._killed: type[Exception] = importlib.import_module("distributed").KilledWorker

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """The future of some work; it fails with BrokenExecutor if too many workers died of the work."""
        result: Future[Any] = Future()
        self._dask.submit(_with_these_sources, model_digest(), fn, *args, **kwargs).add_done_callback(
            lambda dask: self._copy_outcome(dask, result)
        )
        return result

    def _copy_outcome(self, dask: Future[Any], result: Future[Any]) -> None:
        try:
            result.set_result(dask.result())
        except self._killed as error:
            result.set_exception(BrokenExecutor(str(error)))
        except CancelledError:
            result.set_exception(InputError(f"--cluster: the scheduler at {self._address} is gone"))
        except Exception as error:
            result.set_exception(error)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Without waiting, what is in flight is cancelled: Dask knows no other way. The cluster itself is not ours."""
        self._dask.shutdown(wait=wait)


def _same_sources(client: Any, address: str) -> None:
    """Raise InputError unless there are workers, and each has this model: results of two would mix in one store."""
    try:
        client.wait_for_workers(1, timeout=SECONDS_TO_ANSWER)
    except TimeoutError:
        raise InputError(
            f"--cluster: {address} has no workers; start some with `dask worker {address}`"
        ) from None
    strangers = sorted(
        worker for worker, digest in client.run(model_digest).items() if digest != model_digest()
    )
    if strangers:
        raise InputError(_other_sources(", ".join(strangers), model_digest()))


def _with_these_sources(digest: str, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Any:
    """What some work gives, in a worker that has the model of that digest: it may have come after the others."""
    if model_digest() != digest:
        raise InputError(_other_sources(f"a worker on {gethostname()}", digest))
    return fn(*args, **kwargs)


def _other_sources(who: str, digest: str) -> str:
    return f"--cluster: other sources of sim than in this process ({digest}): {who}; install the same version there"
