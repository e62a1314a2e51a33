"""Exit code 0 while the web server of this container answers: ``python deploy/health.py``.

It asks under the first name of ``ALLOWED_HOSTS``, as Django answers to no other.
"""

from __future__ import annotations

import os
import sys
import urllib.error
import urllib.request

SECONDS = 4


def main() -> int:
    """Ask whether the process lives; 1 where it doesn't answer."""
    port = os.environ.get("GRANIAN_PORT", "8000")
    host = os.environ.get("ALLOWED_HOSTS", "localhost").split(",")[0]
    request = urllib.request.Request(f"http://127.0.0.1:{port}/health/live", headers={"Host": host})
    try:
        with urllib.request.urlopen(request, timeout=SECONDS) as response:  # noqa: S310 - this machine
            return 0 if response.status == 200 else 1
    except (urllib.error.URLError, OSError) as error:
        print(error, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
