"""Makes an empty database a site: pages, languages, groups, workflow, administrator."""

import getpass
import sys
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from cms.content.pages.first_run import running
from cms.content.pages.first_run.plan import Plan, default_address, random_password
from cms.operation.doctor import services
from cms.operation.doctor.registry import Status

# What a field is given by, where that isn't an option of its name.
_OPTIONS = {"targets": "--languages", "password": "ADMIN_PASSWORD"}


class Command(BaseCommand):
    """Asks on a terminal for what wasn't given; a second run changes nothing."""

    help = (
        "Make the site, its languages, the front page, the lists of news and legal notices, groups "
        "with their rights, the moderation workflow and an administrator. The password comes from "
        "ADMIN_PASSWORD or ADMIN_PASSWORD_FILE, is asked for, or is generated and printed once."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The options."""
        host, port = default_address()
        parser.add_argument("--host", help=f"where pages are read ({host})")
        parser.add_argument("--port", type=int, help=f"the port there ({port})")
        parser.add_argument("--name", help="name of the site (Newsroom)")
        parser.add_argument("--source", default=settings.LANGUAGE_CODE, help="source language")
        parser.add_argument(
            "--languages", metavar="CODES",
            help="languages to translate into, separated by commas (zh-hans)",
        )  # fmt: skip
        parser.add_argument("--username", help="the administrator's user name (admin)")
        parser.add_argument("--email", help="the administrator's e-mail address")
        parser.add_argument(
            "--no-input", action="store_true", help="ask nothing; what wasn't given has its default"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        """Make it, and say what was made."""
        for found in (services.database(), services.migrations()):
            if found.status is Status.FAILED:
                raise CommandError(f"{found.message} {found.advice}")
        if running.is_done():
            self.stdout.write("The site was set up before; nothing was changed.")
            return
        asks = not options["no_input"] and sys.stdin.isatty()
        plan, is_generated = _plan(options, asks=asks)
        try:
            made = running.run(plan)
        except running.Refused as error:
            raise CommandError(str(error)) from error
        except ValidationError as error:
            lines = [
                f"{_OPTIONS.get(name, f'--{name}')}: {' '.join(texts)}"
                for name, texts in error.message_dict.items()
            ]
            raise CommandError("\n".join(lines)) from error
        for one in made:
            self.stdout.write(f"  made: {one}")
        self.stdout.write(f"Sign in at {settings.WAGTAILADMIN_BASE_URL}/admin/")
        if is_generated:
            self.stdout.write(f"Password of {plan.username}, shown only now: {plan.password}")


def _plan(options: dict[str, Any], *, asks: bool) -> tuple[Plan, bool]:
    """The plan, and whether its password was made here."""
    host, port = default_address()

    def chosen(name: str, question: str, default: str) -> str:
        given = options[name]
        if given is None and asks:
            given = input(f"{question} [{default}]: ").strip() or None
        return str(default if given is None else given)

    languages = chosen("languages", "Languages to translate into", "zh-hans")
    site = {
        "host": chosen("host", "Host name where pages are read", host),
        "port": _number(chosen("port", "Port", str(port))),
        "name": chosen("name", "Name of the site", "Newsroom"),
        "source": options["source"],
        "targets": tuple(code.strip() for code in languages.split(",") if code.strip()),
    }
    if get_user_model().objects.filter(is_superuser=True).exists():
        return Plan(**site), False
    username = chosen("username", "User name of the administrator", "admin")
    email = chosen("email", "E-mail of the administrator", f"{username}@{_mail_domain(host)}")
    password = settings.ADMIN_PASSWORD or (_asked_password() if asks else "")
    plan = Plan(**site, username=username, email=email, password=password or random_password())
    return plan, not password


def _number(text: str) -> int:
    if not text.isdecimal():
        raise CommandError(f"--port: “{text}” is not a number.")
    return int(text)


def _mail_domain(host: str) -> str:
    return host if "." in host and not host.replace(".", "").isdigit() else "example.org"


def _asked_password() -> str:
    """The password that was typed twice; none where one is to be made."""
    while True:
        first = getpass.getpass("Password of the administrator [made and shown]: ")
        if not first or first == getpass.getpass("Password again: "):
            return first
        sys.stdout.write("The two passwords differ.\n")
