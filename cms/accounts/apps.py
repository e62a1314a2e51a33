"""The Django application of accounts."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Listens to what goes on the record once all models are loaded."""

    name = "cms.accounts"
    label = "accounts"

    def ready(self) -> None:
        """Connect the signals."""
        from cms.accounts import nonces, passwords, second_factor
        from cms.accounts.trail import publishing, rights, signing_in

        second_factor.connect()
        passwords.connect()
        nonces.connect()
        for noticing in (signing_in, rights, publishing):
            noticing.connect()
