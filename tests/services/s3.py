"""An S3 store of its own for tests: moto's server on a free port of 127.0.0.1, gone at the end.

Its bucket is as ``deploy/s3/policy.json`` says: everybody may read copies of public renditions.
"""

import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import boto3
from botocore.config import Config

from tests.browser.running import ROOT, free_port

START_SECONDS = 60
BUCKET = "newsroom"
KEY, SECRET = "key-of-tests", "secret-of-tests"
REGION = "eu-central-1"
POLICY = ROOT / "deploy" / "s3" / "policy.json"


@dataclass
class Store:
    """A store that can be killed, started again without its files, and made to hang."""

    folder: Path
    port: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None

    @property
    def origin(self) -> str:
        """Where it answers."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def url(self) -> str:
        """Its bucket, as ``STORAGE_URL``."""
        return f"s3+http://{KEY}:{SECRET}@127.0.0.1:{self.port}/{BUCKET}?region={REGION}"

    def client(self) -> Any:
        """A client of its owner."""
        return boto3.client(
            "s3",
            endpoint_url=self.origin,
            region_name=REGION,
            aws_access_key_id=KEY,
            aws_secret_access_key=SECRET,
            config=Config(s3={"addressing_style": "path"}),
        )

    def start(self) -> None:
        """Start it with an empty bucket; returns when it answers."""
        with (self.folder / "s3.log").open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(self.port)],
                stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                env={"PATH": os.environ["PATH"], "MOTO_S3_CUSTOM_ENDPOINTS": self.origin},
            )  # fmt: skip
        self._wait()
        self.make_bucket()

    def make_bucket(self, name: str = BUCKET) -> None:
        """Make a bucket of which everybody may read what is public."""
        client = self.client()
        client.create_bucket(Bucket=name, CreateBucketConfiguration={"LocationConstraint": REGION})
        policy = json.loads(POLICY.read_text().replace("BUCKET", name))
        client.put_bucket_policy(Bucket=name, Policy=json.dumps(policy))

    def empty(self, name: str = BUCKET) -> None:
        """Delete every file of a bucket."""
        client = self.client()
        for page in client.get_paginator("list_objects_v2").paginate(Bucket=name):
            for one in page.get("Contents", ()):
                client.delete_object(Bucket=name, Key=one["Key"])

    def kill(self) -> None:
        """End it as a crash does."""
        if self.process is not None:
            self.resume()
            self.process.kill()
            self.process.wait()
            self.process = None

    def pause(self) -> None:
        """Have it accept connections and answer nothing."""
        assert self.process is not None
        os.kill(self.process.pid, signal.SIGSTOP)

    def resume(self) -> None:
        """Have it go on."""
        assert self.process is not None
        os.kill(self.process.pid, signal.SIGCONT)

    def _wait(self) -> None:
        assert self.process is not None
        give_up_at = time.monotonic() + START_SECONDS
        while self.process.poll() is None and time.monotonic() < give_up_at:
            with socket.socket() as trial:
                if trial.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.05)
        raise RuntimeError((self.folder / "s3.log").read_text())


@contextmanager
def store(port: int | None = None) -> Iterator[Store]:
    """A running store."""
    with tempfile.TemporaryDirectory(prefix="newsroom-s3-") as folder:
        one = Store(Path(folder), port or free_port())
        one.start()
        try:
            yield one
        finally:
            one.kill()
