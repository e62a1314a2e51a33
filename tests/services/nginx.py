"""An nginx of its own for tests, set up as ``deploy/nginx`` says, and gone at the end."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import tempfile
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tests.browser.running import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

TEMPLATE = ROOT / "deploy" / "nginx" / "newsroom.conf.template"
START_SECONDS = 20
_AROUND = """
{user}
pid {folder}/nginx.pid;
error_log {folder}/error.log warn;
worker_processes 1;
events {{ worker_connections 512; }}
http {{
    default_type application/octet-stream;
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/newsroom.conf;
}}
"""


def program() -> str | None:
    """Where the program is; Debian keeps it off the path of those who aren't root."""
    return shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin")


def rendered(variables: Mapping[str, str]) -> str:
    """What is delivered, with variables put in as nginx's image and ``envsubst`` do it."""
    return re.sub(r"\$\{([A-Z_]+)\}", lambda found: variables[found[1]], TEMPLATE.read_text())


@dataclass(frozen=True, slots=True)
class Nginx:
    """A running nginx."""

    command: list[str]

    def reload(self) -> None:
        """Have it read its files anew, certificates among them."""
        subprocess.run([*self.command, "-s", "reload"], check=True, stdin=subprocess.DEVNULL)


@contextmanager
def nginx(variables: Mapping[str, str], port: int) -> Iterator[Nginx]:
    """A running nginx, whose configuration it has accepted itself."""
    found = program()
    if found is None:
        raise RuntimeError("nginx isn't installed (Debian: nginx)")
    with tempfile.TemporaryDirectory(prefix="newsroom-nginx-") as name:
        folder = Path(name)
        user = "user root;" if os.geteuid() == 0 else ""
        (folder / "nginx.conf").write_text(_AROUND.format(user=user, folder=folder))
        (folder / "newsroom.conf").write_text(rendered(variables))
        command = [found, "-p", name, "-c", str(folder / "nginx.conf"), "-e", f"{folder}/error.log"]
        subprocess.run([*command, "-t", "-q"], check=True, stdin=subprocess.DEVNULL)
        server = subprocess.Popen([*command, "-g", "daemon off;"], stdin=subprocess.DEVNULL)
        try:
            _wait_for(port, server, folder / "error.log")
            yield Nginx(command)
        finally:
            server.terminate()
            server.wait()


def _wait_for(port: int, server: subprocess.Popen[bytes], log: Path) -> None:
    give_up_at = time.monotonic() + START_SECONDS
    while server.poll() is None and time.monotonic() < give_up_at:
        with socket.socket() as trial:
            if trial.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise RuntimeError(log.read_text())
