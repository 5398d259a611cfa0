"""What the processes of the service do: answer requests, or do the jobs."""

from __future__ import annotations

import gc
import multiprocessing as mp
import os
import signal
import socket
import threading

from reportgen.memory import keep_freed_memory
from reportgen.service.office.office import Office
from reportgen.web.logs import set_up_logs
from reportgen.web.supervisor import SECONDS_TO_STOP, Serving

COLLECT_AFTER = (20_000, 20, 20)
"""New objects before the youngest are looked through, and such rounds before the older ones are."""


def answer_requests(serving: Serving, listener: socket.socket) -> None:
    """Be one web worker until told to stop."""
    import uvicorn  # imported here, so that the supervisor above us starts at once

    from reportgen.web.app import create_app
    from reportgen.web.observed import Observed
    from reportgen.web.turnstile import Turnstile

    set_up_logs("web", is_quiet=serving.is_quiet)
    end_with_supervisor()
    collect_seldom()
    keep_freed_memory()
    office = Office.open(serving.office)
    config = uvicorn.Config(
        Observed(Turnstile(create_app(office))),
        log_config=None,
        access_log=False,
        server_header=False,
        lifespan="off",
        timeout_graceful_shutdown=SECONDS_TO_STOP - 5,
    )
    uvicorn.Server(config).run(sockets=[listener])


def collect_seldom() -> None:
    """Let the collector leave alone what is loaded already, and come far less often.

    Next to nothing here goes round in circles; to look for it took a tenth of the time of a page.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(*COLLECT_AFTER)


def do_jobs(serving: Serving, listener: socket.socket) -> None:
    """Be the jobs process until told to stop; a job that is broken off is taken up by the next one."""
    from reportgen.service.office.job_loop import run_jobs

    listener.close()
    set_up_logs("jobs", is_quiet=serving.is_quiet)
    end_with_supervisor()
    keep_freed_memory()
    stop = threading.Event()
    for each in (signal.SIGTERM, signal.SIGINT):
        signal.signal(each, lambda *_: stop.set())
    run_jobs(Office.open(serving.office), stop)


def end_with_supervisor() -> None:
    """Stop when the supervisor is gone, however it went: nobody would stop us any more."""

    def watch() -> None:
        if (supervisor := mp.parent_process()) is not None:
            supervisor.join()
            os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=watch, daemon=True).start()
