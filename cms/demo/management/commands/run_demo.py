"""Run the demo: web server, task worker, scheduler and outbox together."""

import gc
import runpy
import shutil
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command, execute_from_command_line
from django.core.management.base import BaseCommand, CommandError
from django.db import connection, connections
from django.db.migrations.executor import MigrationExecutor

from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from cms.demo import accounts, builder, catalogue, files
from cms.demo.exclusive import PortWatch, StateInUseError, locked_folder
from cms.demo.processes import GaveUpError, Process, end_all
from cms.demo.server_address import ServerAddress, UnusableAddressError

ANSWER_SECONDS = 60
TASK_SECONDS = 30


class Command(BaseCommand):
    """Prepare what is missing, start everything, and stay until Ctrl-C."""

    help = (
        "Runs the demo site on HOST and PORT: makes the database and loads the demo site the first "
        "time, then starts the web server, the task worker, the scheduler and the outbox. Ctrl-C "
        "ends all."
    )
    # The commands called from here check the system; once is enough.
    requires_system_checks: list[str] = []

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Run until the signal to end."""
        address = ServerAddress(settings.SERVER_HOST, settings.SERVER_PORT)
        try:
            address.check()
        except UnusableAddressError as error:
            raise CommandError(str(error)) from error
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, _interrupt)
        processes = _processes(address)
        try:
            with locked_folder(Path(settings.STATE_DIR)):
                self._run_and_end(address, processes)
        except (GaveUpError, StateInUseError, UnusableAddressError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write("Stopped. Everything is kept; make demo starts it again.")

    def _run_and_end(self, address: ServerAddress, processes: dict[str, Process]) -> None:
        try:
            self._run(address, processes)
        except KeyboardInterrupt:
            signal.signal(signal.SIGINT, signal.SIG_IGN)
            self.stdout.write("\nStopping …")
        finally:
            end_all(list(processes.values()))

    def _run(self, address: ServerAddress, processes: dict[str, Process]) -> None:
        drawn = Path(settings.STATE_DIR) / "drawn"
        self._prepare_database(address, drawn)
        is_loaded = builder.is_loaded()
        logins = None if is_loaded else self._load(address, processes["worker"], drawn)
        self._start(processes["web"])
        # What takes a while is done while the server starts.
        logins = logins or accounts.current()
        self._wait(address, processes["web"])
        self._show(address, logins)
        for process in processes.values():
            if not process.is_running():
                self._start(process)
        while not _signals:
            time.sleep(0.5)
            self._restart_ended(processes, address)
        raise KeyboardInterrupt

    def _start(self, process: Process) -> None:
        """Start it without a connection to the database that it would share."""
        connections.close_all()
        process.start()

    def _prepare_database(self, address: ServerAddress, drawn: Path) -> None:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            self.stdout.write("Preparing the database …")
            # On the other core, and only where it is the first time.
            draughtsman = Process("draughtsman", [], None, lambda _none: files.draw_ahead(drawn))
            if sys.platform == "linux" and not executor.loader.applied_migrations:
                self._start(draughtsman)
            try:
                with _while_free(address), _seldom_collected():
                    call_command("migrate", interactive=False, verbosity=0)
            finally:
                end_all([draughtsman])

    def _load(self, address: ServerAddress, worker: Process, drawn: Path) -> list[accounts.Login]:
        """Load the site, while the worker makes its pictures, and then help it."""
        self.stdout.write("Loading the demo site, once:")
        self._start(worker)
        try:
            with _while_free(address), _seldom_collected():
                logins = builder.load(lambda step: self.stdout.write(f"  {step} …"), drawn)
        except catalogue.MissingTranslationsError as error:
            raise CommandError(str(error)) from error
        shutil.rmtree(drawn, ignore_errors=True)
        self.stdout.write("  Pictures in every size …")
        second = Process("second task worker", worker.command, worker.log, worker.copied)
        self._start(second)
        try:
            with _while_free(address):
                self._wait_for_tasks(worker)
        finally:
            end_all([second])
        return logins

    def _wait_for_tasks(self, worker: Process) -> None:
        """Have the site begin complete; a task that takes too long is left to the worker."""
        unfinished = DBTaskResult.objects.filter(
            status__in=[TaskResultStatus.READY, TaskResultStatus.RUNNING]
        )
        count, since = unfinished.count(), time.monotonic()
        while count and time.monotonic() - since < TASK_SECONDS:
            time.sleep(0.1)
            self._restart_ended({"worker": worker})
            if unfinished.count() != count:
                count, since = unfinished.count(), time.monotonic()

    def _wait(self, address: ServerAddress, web: Process) -> None:
        self.stdout.write("Starting the server …")
        deadline = time.monotonic() + ANSWER_SECONDS
        while not address.answers("/health/live"):
            self._require_running(address, web)
            if time.monotonic() > deadline:
                raise CommandError(f"The server doesn't answer after {ANSWER_SECONDS} s.")
            time.sleep(0.1)
        # It may be another program that answered, and ours is about to find that out.
        time.sleep(0.2)
        self._require_running(address, web)

    def _require_running(self, address: ServerAddress, web: Process) -> None:
        if not web.is_running():
            address.check()
            raise CommandError("The web server ended at once; its messages are above.")

    def _show(self, address: ServerAddress, logins: list[accounts.Login]) -> None:
        origin = address.origin
        lines = [
            "",
            self.style.SUCCESS("The demo is running."),
            f"  Site, English            {origin}/en/",
            f"  Site, Chinese            {origin}/zh-hans/",
            f"  Admin                    {origin}/admin/",
            f"  GraphQL and its explorer {origin}/graphql/",
            "",
            *accounts.described(logins),
            "",
            "Ctrl-C stops it; nothing is lost.",
        ]
        for line in lines:
            self.stdout.write(line)
        self.stdout.flush()

    def _restart_ended(
        self, processes: dict[str, Process], address: ServerAddress | None = None
    ) -> None:
        """Start again what has ended; ``address`` is that of the web server."""
        for name, process in processes.items():
            if not process.is_running():
                if name == "web" and address is not None:
                    address.check()
                connections.close_all()
                code = process.restart()
                self.stderr.write(f"The {process.name} ended (exit code {code}); started again.")


def _processes(address: ServerAddress) -> dict[str, Process]:
    manage = [sys.executable, str(Path(settings.BASE_DIR) / "manage.py")]
    logs = Path(settings.STATE_DIR) / "log"
    return {
        "worker": Process(
            "task worker",
            [*manage, "work", "--skip-checks"],
            logs / "worker.log",
            _manage,
        ),
        "scheduler": Process(
            "scheduler", [*manage, "run_scheduler", "--skip-checks"], logs / "scheduler.log",
            _manage,
        ),
        "outbox": Process(
            "outbox", [*manage, "run_outbox", "--skip-checks"], logs / "outbox.log", _manage,
        ),
        "web": Process(
            "web server",
            [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", address.host,
             "--port", str(address.port), "--workers", "1", "--blocking-threads", "4",
             "--log-level", "warning", "--workers-kill-timeout", "3", "--working-dir",
             str(settings.BASE_DIR), "cms.wsgi:application"],
            copied=_serve,
        ),
    }  # fmt: skip


def _manage(command: list[str]) -> None:
    sys.argv = command[1:]
    execute_from_command_line(sys.argv)


def _serve(command: list[str]) -> None:
    module = command[2]
    sys.argv = [module, *command[3:]]
    runpy.run_module(module, run_name="__main__", alter_sys=True)


@contextmanager
def _seldom_collected() -> Iterator[None]:
    """Inside, garbage is looked for seldom: models by the thousand are made, and few given up."""
    threshold = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(100_000, 50, 1000)
    try:
        yield
    finally:
        gc.set_threshold(*threshold)


@contextmanager
def _while_free(address: ServerAddress) -> Iterator[None]:
    """Inside, what takes long is done; it is given up once another program takes the port.

    Raises:
        UnusableAddressError: one did.
    """
    with PortWatch(address) as watch:
        try:
            yield
        except KeyboardInterrupt:
            if watch.taken is not None:
                raise watch.taken from None
            raise
    if watch.taken is not None:
        raise watch.taken


# An exception is lost where the signal comes while Python cleans up; what is noted here isn't.
_signals: list[int] = []


def _interrupt(number: int, _frame: Any) -> None:
    _signals.append(number)
    raise KeyboardInterrupt
