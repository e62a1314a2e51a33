"""Run the demo: web server, task worker, scheduler and outbox together."""

import signal
import sys
import time
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection, connections
from django.db.migrations.executor import MigrationExecutor

from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from cms.demo import accounts, builder, catalogue
from cms.demo.addresses import Address, UnusableAddressError
from cms.demo.processes import GaveUpError, Process, end_all

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
        address = Address(settings.SERVER_HOST, settings.SERVER_PORT)
        try:
            address.check()
        except UnusableAddressError as error:
            raise CommandError(str(error)) from error
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, _interrupt)
        processes = _processes(address)
        try:
            self._run(address, processes)
        except KeyboardInterrupt:
            signal.signal(signal.SIGINT, signal.SIG_IGN)
            self.stdout.write("\nStopping …")
        except GaveUpError as error:
            raise CommandError(str(error)) from error
        finally:
            end_all(list(processes.values()))
        self.stdout.write("Stopped. Everything is kept; make demo starts it again.")

    def _run(self, address: Address, processes: dict[str, Process]) -> None:
        self._prepare_database()
        logins = accounts.current() if builder.is_loaded() else self._load(processes["worker"])
        connections.close_all()
        processes["web"].start()
        self._wait(address, processes["web"])
        self._show(address, logins)
        for process in processes.values():
            if not process.is_running():
                process.start()
        while not _signals:
            time.sleep(0.5)
            self._restart_ended(processes)
        raise KeyboardInterrupt

    def _prepare_database(self) -> None:
        Path(settings.STATE_DIR).mkdir(parents=True, exist_ok=True)
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            self.stdout.write("Preparing the database …")
            call_command("migrate", interactive=False, verbosity=0)

    def _load(self, worker: Process) -> list[accounts.Login]:
        """Load the site, while the worker makes its pictures and its search index."""
        self.stdout.write("Loading the demo site, once:")
        worker.start()
        try:
            logins = builder.load(lambda step: self.stdout.write(f"  {step} …"))
        except catalogue.MissingTranslationsError as error:
            raise CommandError(str(error)) from error
        self.stdout.write("  Pictures in every size …")
        self._wait_for_tasks(worker)
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

    def _wait(self, address: Address, web: Process) -> None:
        self.stdout.write("Starting the server …")
        deadline = time.monotonic() + ANSWER_SECONDS
        while not address.answers("/health/live"):
            if not web.is_running():
                raise CommandError("The web server ended at once; its messages are above.")
            if time.monotonic() > deadline:
                raise CommandError(f"The server doesn't answer after {ANSWER_SECONDS} s.")
            time.sleep(0.1)

    def _show(self, address: Address, logins: list[accounts.Login]) -> None:
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

    def _restart_ended(self, processes: dict[str, Process]) -> None:
        for process in processes.values():
            if not process.is_running():
                code = process.restart()
                self.stderr.write(f"The {process.name} ended (exit code {code}); started again.")


def _processes(address: Address) -> dict[str, Process]:
    manage = [sys.executable, str(Path(settings.BASE_DIR) / "manage.py")]
    logs = Path(settings.STATE_DIR) / "log"
    return {
        "worker": Process(
            "task worker",
            [*manage, "db_worker", "--no-reload", "--no-startup-delay", "--skip-checks"],
            logs / "worker.log",
        ),
        "scheduler": Process(
            "scheduler", [*manage, "run_scheduler", "--skip-checks"], logs / "scheduler.log"
        ),
        "outbox": Process(
            "outbox", [*manage, "run_outbox", "--skip-checks"], logs / "outbox.log"
        ),
        "web": Process(
            "web server",
            [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", address.host,
             "--port", str(address.port), "--workers", "1", "--blocking-threads", "4",
             "--log-level", "warning", "--workers-kill-timeout", "3", "--working-dir",
             str(settings.BASE_DIR), "cms.wsgi:application"],
        ),
    }  # fmt: skip


# An exception is lost where the signal comes while Python cleans up; what is noted here isn't.
_signals: list[int] = []


def _interrupt(number: int, _frame: Any) -> None:
    _signals.append(number)
    raise KeyboardInterrupt
