"""moto's S3 server with files that outlive it: ``python -m tests.services.durable_s3 FILE PORT``.

moto keeps everything in memory. Here it notes each request before it answers it, and does all of
them again when it is started; only then does it listen.
"""

from __future__ import annotations

import base64
import json
import os
import sys
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

CHANGING = {"PUT", "POST", "DELETE"}


def main(file: Path, port: int) -> None:
    """Serve until it is told to end."""
    os.environ["MOTO_RECORDER_FILEPATH"] = str(file)
    os.environ["MOTO_PORT"] = str(port)
    # moto reads the environment as soon as it is imported.
    from moto.moto_api import recorder  # noqa: PLC0415
    from moto.moto_server.werkzeug_app import (  # noqa: PLC0415
        DomainDispatcherApplication,
        MotoRequestHandler,
        create_backend_app,
    )
    from werkzeug.serving import run_simple  # noqa: PLC0415
    from werkzeug.test import Client  # noqa: PLC0415

    application: Any = DomainDispatcherApplication(create_backend_app)
    application.debug = True
    client = Client(application)
    for request in _noted(file):
        url = urlsplit(request["url"])
        client.open(
            url.path, method=request["method"], query_string=url.query,
            base_url=f"{url.scheme}://{url.netloc}", headers=request["headers"],
            data=base64.b64decode(request["body"]) if request["body_encoded"] else request["body"],
        )  # fmt: skip
    recorder.start_recording()
    run_simple("127.0.0.1", port, application, threaded=True, request_handler=MotoRequestHandler)


def _noted(file: Path) -> list[dict[str, Any]]:
    """The requests that changed something. One that was being noted when it ended wasn't done."""
    if not file.exists():
        return []
    whole, _newline, _half = file.read_text().rpartition("\n")
    file.write_text(f"{whole}\n" if whole else "")
    found = [json.loads(line) for line in whole.split("\n") if line]
    return [request for request in found if request["method"] in CHANGING]


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
