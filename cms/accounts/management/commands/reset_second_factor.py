"""Takes the second factor from somebody, where no administrator can do it in the admin."""

from argparse import ArgumentParser
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError

from cms.accounts import resetting


class Command(BaseCommand):
    """Removes all factors of a user; the audit trail has it."""

    help = "Remove the second factor of a user who has lost it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The user."""
        parser.add_argument("username")

    def handle(self, *_args: Any, username: str, **_options: Any) -> None:
        """Remove it.

        Raises:
            CommandError: there is no such user.
        """
        user = get_user_model()._default_manager.filter(username=username).first()
        if user is None:
            raise CommandError(f"There is no user {username}.")
        self.stdout.write(f"Removed: {resetting.reset_for(user)}")
