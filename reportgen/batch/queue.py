"""Slices of units handed out to workers on any number of machines, over the PostgreSQL that has the ledger.

Procrastinate hands out and notices workers that died; what is done and what is not, only the ledger says.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import time
from collections.abc import Callable, Iterable, Mapping
from itertools import islice
from typing import Any

from reportgen.batch.postgres import INSTALL, unreachable
from reportgen.errors import EnvironmentProblem

QUEUE, JOB = "reportgen", "reportgen.render_slice"
HEARTBEAT_SECONDS, STALLED_SECONDS, POLL_SECONDS = 5.0, 20.0, 1.0
JOBS_AT_ONCE = 1000
MOST_ATTEMPTS, SECONDS_BETWEEN_ATTEMPTS = 3, 5
"""For jobs whose worker lacked something: its disk was full, the store did not answer."""

RenderSlice = Callable[[Mapping[str, Any], list[str]], None]
"""Does the units of one job; what it is about is the same for all jobs of a run."""


class Queue:
    """The jobs of this program on one server. Only who renders gives `render`."""

    def __init__(self, address: str, render: RenderSlice | None = None) -> None:
        try:
            import procrastinate
            from procrastinate.exceptions import ConnectorException
        except ModuleNotFoundError as error:
            raise EnvironmentProblem("Thiếu thư viện procrastinate để chia việc.", remedy=INSTALL) from error
        self._problems = ConnectorException
        self._app: Any = procrastinate.App(connector=procrastinate.PsycopgConnector(conninfo=address))
        again = procrastinate.RetryStrategy(max_attempts=MOST_ATTEMPTS, wait=SECONDS_BETWEEN_ATTEMPTS)
        self._render: Any = self._app.task(queue=QUEUE, name=JOB, retry=again)(render or _nothing)

    # --- who hands out ---------------------------------------------------------------------------------

    def hand_out(self, about: Mapping[str, Any], slices: Iterable[list[str]]) -> None:
        """Replace what still waits of the same batch by new jobs."""
        asyncio.run(self._told(self._hand_out(about, slices)))

    async def _hand_out(self, about: Mapping[str, Any], slices: Iterable[list[str]]) -> None:
        async with self._app.open_async():
            await self._create()
            for job in await self._jobs(about["batch"], "todo"):
                await self._app.job_manager.cancel_job_by_id_async(job.id, delete_job=True)
            iterator = iter(slices)
            while piece := list(islice(iterator, JOBS_AT_ONCE)):
                jobs = ({"about": dict(about), "codes": codes} for codes in piece)
                await self._render.batch_defer_async(*jobs)

    async def _create(self) -> None:
        sql = "select to_regclass('procrastinate_jobs') as name"
        found = await self._app.connector.execute_query_one_async(sql)
        if found["name"] is None:
            await self._app.schema_manager.apply_schema_async()

    async def _jobs(self, batch: str, status: str) -> list[Any]:
        jobs = await self._app.job_manager.list_jobs_async(task=JOB, status=status)
        return [job for job in jobs if job.task_kwargs["about"]["batch"] == batch]

    def wait(self, batch: str, is_over: Callable[[], bool]) -> None:
        """Wait until a run is over, or no job is left; give the work of workers that died to others."""
        next_look = time.monotonic() + HEARTBEAT_SECONDS
        while not is_over():
            time.sleep(POLL_SECONDS)
            if time.monotonic() >= next_look:
                if not asyncio.run(self._told(self._recover(batch))):
                    return
                next_look = time.monotonic() + HEARTBEAT_SECONDS

    async def _recover(self, batch: str) -> bool:
        """Put the jobs of dead workers back; return whether any job is left."""
        async with self._app.open_async():
            manager = self._app.job_manager
            stalled = await manager.get_stalled_jobs(queue=QUEUE, seconds_since_heartbeat=STALLED_SECONDS)
            for job in stalled:
                await manager.retry_job(job, retry_at=dt.datetime.now(dt.UTC))
            return bool(await self._jobs(batch, "todo") or await self._jobs(batch, "doing"))

    # --- who renders -----------------------------------------------------------------------------------

    def work(self, *, until_empty: bool) -> None:
        """Do jobs one by one until stopped, or until none is left."""
        asyncio.run(self._told(self._work(until_empty=until_empty)))

    async def _work(self, *, until_empty: bool) -> None:
        async with self._app.open_async():
            await self._create()
            await self._app.run_worker_async(
                queues=[QUEUE],
                concurrency=1,
                wait=not until_empty,
                fetch_job_polling_interval=POLL_SECONDS,
                update_heartbeat_interval=HEARTBEAT_SECONDS,
                stalled_worker_timeout=STALLED_SECONDS,
                delete_jobs="successful",
            )

    async def _told(self, doing: Any) -> Any:
        try:
            return await doing
        except self._problems as error:
            raise unreachable(error) from error


def _nothing(about: Mapping[str, Any], codes: list[str]) -> None:
    raise AssertionError("only workers do jobs")
