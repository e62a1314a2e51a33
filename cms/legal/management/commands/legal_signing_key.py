"""``manage.py legal_signing_key``: the key that signs versions of legal notices."""

from base64 import b64encode
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from cms.legal import chain


class Command(BaseCommand):
    """Print the public key, or make a new private key."""

    help = "Print the public key that signatures of legal notices are checked with."

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the option."""
        parser.add_argument("--new", action="store_true", help="Make a private key and print it.")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Print the keys."""
        key = settings.LEGAL_SIGNING_KEY
        if options["new"]:
            key = b64encode(Ed25519PrivateKey.generate().private_bytes_raw()).decode()
            self.stdout.write(f"LEGAL_SIGNING_KEY={key}")
        if key:
            self.stdout.write(f"Public key: {chain.public_key(key)}")
        else:
            self.stdout.write("No key is set: versions aren't signed. --new makes one.")
