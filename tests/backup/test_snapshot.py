"""A snapshot, in a process of its own: that of the tests has no database others could write to."""

import os
import subprocess
import sys
from pathlib import Path

from django.db import connection

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = """
import threading
import django
django.setup()
from django.db import connection
from cms.backup.snapshot import snapshot

def run(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchone()[0] if statement.startswith("SELECT") else None

def add():
    run("INSERT INTO seen_by_a_snapshot VALUES (1)")
    connection.close()

COUNT = "SELECT count(*) FROM seen_by_a_snapshot"
run("CREATE TABLE seen_by_a_snapshot (id integer)")
try:
    with snapshot():
        print(run(COUNT))
        other = threading.Thread(target=add)
        other.start()
        other.join(10)
        print(other.is_alive(), run(COUNT))
    print(run(COUNT))
finally:
    run("DROP TABLE seen_by_a_snapshot")
"""


def test_others_write_meanwhile_and_it_is_not_seen(db, tmp_path):
    environment = {
        "PATH": os.environ["PATH"],
        "DJANGO_SETTINGS_MODULE": "cms.settings.dev",
        "STATE_DIR": str(tmp_path),
    }
    if connection.vendor == "postgresql":
        environment["DATABASE_URL"] = os.environ["DATABASE_URL"]
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT],
        cwd=ROOT, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.stdout.split(), done.stderr) == (["0", "False", "0", "1"], "")
