"""Run a command that starts Varnish: ``python -m tests.services.varnish COMMAND``.

Each Varnish works in a temporary folder, listens on 127.0.0.1 alone, keeps its answers in memory,
and is gone when whoever started it is done.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.browser.running import ROOT, free_port
from tests.services import programs

CONFIGURATION = ROOT / "deploy" / "varnish"
PATIENCE_SECONDS = 60
MODULES = ("xkey", "var")


def varnishd() -> str | None:
    """Where the program is; Debian keeps it off the path of those who aren't root."""
    return shutil.which("varnishd", path=f"{os.environ.get('PATH', '')}:/usr/sbin")


def missing() -> tuple[str, str] | None:
    """What isn't there, and the Debian packages that hold it."""
    if varnishd() is None:
        return "Varnish", "varnish varnish-modules gcc"
    for name in MODULES:
        if not any(Path("/usr/lib").glob(f"**/vmods/libvmod_{name}.so")):
            return f"Varnish's module {name}", "varnish-modules"
    if shutil.which("gcc") is None:
        return "gcc, which Varnish compiles its configuration with,", "gcc"
    return None


@contextmanager
def varnish(cms_port: int, *, port: int | None = None) -> Iterator[str]:
    """A running Varnish in front of a CMS on this machine, set up as ``deploy/varnish`` says.

    Yields its origin. Who asks for ``port`` knows it before Varnish runs.
    """
    listening = port or free_port()
    with tempfile.TemporaryDirectory(prefix="newsroom-varnish-") as name:
        folder = Path(name)
        server = started(folder, cms_port, listening)
        try:
            _wait_for(f"http://127.0.0.1:{listening}", server, folder / "log")
            yield f"http://127.0.0.1:{listening}"
        finally:
            server.terminate()
            server.wait()


def started(folder: Path, cms_port: int, port: int) -> subprocess.Popen[bytes]:
    """A Varnish that works in a folder, and may not answer yet.

    Raises:
        RuntimeError: it isn't installed.
    """
    program = varnishd()
    if program is None:
        raise RuntimeError("Varnish is not installed")
    (folder / "backend.vcl").write_text(_backend(cms_port))
    with (folder / "log").open("ab") as log:
        return subprocess.Popen(
            [
                program, "-F", "-j", "none", "-n", folder / "work", "-T", "none",
                "-a", f"127.0.0.1:{port}", "-s", "malloc,64m",
                "-p", f"vcl_path={folder}", "-f", CONFIGURATION / "default.vcl",
            ],
            cwd=folder, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True,
        )  # fmt: skip


def _backend(cms_port: int) -> str:
    """What is delivered, with the address of the CMS in it."""
    text = (CONFIGURATION / "backend.vcl").read_text()
    return text.replace('"cms"', '"127.0.0.1"').replace('"8000"', f'"{cms_port}"')


def _wait_for(origin: str, server: subprocess.Popen[bytes], log: Path) -> None:
    """Return when it answers.

    Raises:
        RuntimeError: it stopped, or took too long.
    """
    give_up_at = time.monotonic() + PATIENCE_SECONDS
    refused = urllib.request.Request(origin, method="PURGE")
    while server.poll() is None and time.monotonic() < give_up_at:
        try:
            urllib.request.urlopen(refused, timeout=5)
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.05)
    raise RuntimeError(log.read_text())


def main(command: list[str]) -> int:
    """Run ``command`` and return its exit code."""
    lacking = missing()
    if lacking is not None:
        return programs.say_not_run(lacking[0], debian_package=lacking[1])
    return subprocess.run(command, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
