"""What the processes of the service do: answer requests, or do the jobs."""

from __future__ import annotations

import multiprocessing as mp
import os
import signal
import socket
import threading

from reportgen.service.office.office import Office
from reportgen.web.logs import set_up_logs
from reportgen.web.supervisor import SECONDS_TO_STOP, Serving


def answer_requests(serving: Serving, listener: socket.socket) -> None:
    """Be one web worker until told to stop."""
    import uvicorn  # imported here, so that the supervisor above us starts at once

    from reportgen.web.app import create_app
    from reportgen.web.observed import Observed

    set_up_logs("web", is_quiet=serving.is_quiet)
    end_with_supervisor()
    office = Office.open(serving.office)
    config = uvicorn.Config(
        Observed(create_app(office)),
        log_config=None,
        access_log=False,
        server_header=False,
        lifespan="off",
        timeout_graceful_shutdown=SECONDS_TO_STOP - 5,
    )
    uvicorn.Server(config).run(sockets=[listener])


def do_jobs(serving: Serving, listener: socket.socket) -> None:
    """Be the jobs process until told to stop; a job that is broken off is taken up by the next one."""
    from reportgen.service.office.job_loop import run_jobs

    listener.close()
    set_up_logs("jobs", is_quiet=serving.is_quiet)
    end_with_supervisor()
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
