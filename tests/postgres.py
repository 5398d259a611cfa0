"""A throw-away PostgreSQL server on loopback, from the programs that Debian's packages bring."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

HOST = "127.0.0.1"


@contextmanager
def server() -> Iterator[str]:
    """Run a server and give the address of an empty database.

    Its files are not among pytest's, which only the owner of those may enter: the server refuses to be root.
    """
    programs = sorted(Path("/usr/lib/postgresql").glob("*/bin"))[-1]
    with tempfile.TemporaryDirectory(prefix="reportgen-postgres-") as folder:
        data, port = Path(folder, "pg"), free_port()
        data.mkdir()
        if os.geteuid() == 0:
            Path(folder).chmod(0o711)
            shutil.chown(data, "postgres")
        _run(
            programs / "initdb",
            "-D",
            data,
            "-U",
            "reportgen",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--locale=C.UTF-8",
        )
        options = f"-p {port} -k {data} -c listen_addresses={HOST} -c fsync=off"
        _run(programs / "pg_ctl", "-D", data, "-l", data / "log", "-o", options, "-w", "start")
        try:
            yield f"postgresql://reportgen@{HOST}:{port}/postgres"
        finally:
            _run(programs / "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")


def free_port() -> int:
    """A port that nobody uses now."""
    with socket.socket() as listener:
        listener.bind((HOST, 0))
        return int(listener.getsockname()[1])


def _run(*command: object) -> None:
    as_other = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    whole = [*as_other, *map(str, command)]
    subprocess.run(whole, check=True, stdout=subprocess.DEVNULL, cwd="/")
