"""What ``deploy/`` says fits together: the manual, the compose file, the units, the settings."""

from __future__ import annotations

import ast
import re
import shlex

from django.core.management import CommandError, get_commands, load_command_class

import pytest

from tests.services import configurations, manual, topology, upkeep
from tests.services.installation import (
    DEPLOY,
    PROCESSES,
    SERVICES,
    commands,
    compose,
    example_settings,
)

pytestmark = pytest.mark.one_database

DOCKERFILE = (DEPLOY / "Dockerfile").read_text()
ENVIRONMENT = (DEPLOY.parent / "cms" / "settings" / "environment.py").read_text()
OWN_IMAGE = re.compile(r"newsroom-cms:\d+\.\d+\.\d+")


def managed() -> list[list[str]]:
    return [
        shlex.split(line)[2:] for line in manual.lines() if line.startswith("python manage.py ")
    ]


def test_the_manual_is_short_enough_to_be_read():
    assert len(manual.TEXT.splitlines()) <= 200


def test_every_command_of_the_manual_is_run():
    """What the topology has to run it says itself; what it has not to is run somewhere else."""
    by_topology = {
        *topology.FIRST_RUN, *topology.MEANWHILE, *topology.FIRST_CONTENT, topology.DOCTOR,
        topology.TEST_OF_MAIL, topology.STARTED, *upkeep.KEEPING, upkeep.RELOADED,
        upkeep.RESTARTED, "nginx -t", "nginx -s reload",
        *(shlex.join(command) for command in commands().values()),
    }  # fmt: skip
    elsewhere = set(manual.ELSEWHERE)
    assert set(manual.lines()) - by_topology - configurations.lines() - elsewhere == set()
    assert by_topology | elsewhere <= set(manual.lines())


@pytest.mark.parametrize("line", manual.ELSEWHERE)
def test_a_command_that_is_run_elsewhere_is_found_there(line):
    file, part = manual.ELSEWHERE[line]
    assert part in (DEPLOY.parent / file).read_text()


def test_the_first_run_of_the_topology_is_that_of_the_manual():
    said = [line for line in manual.section("First run") if line.startswith("python ")]
    first = [*topology.FIRST_RUN, *topology.MEANWHILE, *topology.FIRST_CONTENT, topology.DOCTOR]
    assert sorted(said) == sorted(first)


@pytest.mark.parametrize("arguments", managed(), ids=" ".join)
def test_manage_py_knows_the_commands_of_the_manual_and_their_options(arguments, settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    name, *options = arguments
    apps = get_commands()
    command = load_command_class(apps[name], name)
    try:
        command.create_parser("manage.py", name).parse_args(options)
    except CommandError as error:  # pragma: no cover - it says what is wrong
        pytest.fail(str(error))


@pytest.mark.parametrize("line", manual.lines())
def test_files_that_the_manual_names_are_there(line):
    root = DEPLOY.parent
    for word in shlex.split(line):
        path = word.removeprefix("vcl_path=").removeprefix("/srv/newsroom/")
        if path.startswith("deploy/") and path != "deploy/settings.env":
            assert (root / path).exists(), path
    for unit in re.findall(r"newsroom(?:-\w+)?\.(?:service|target)", line):
        assert (DEPLOY / "systemd" / unit).is_file(), unit


def test_links_of_the_manual_lead_somewhere():
    links = re.findall(r"\]\(([^)]+)\)", manual.TEXT)
    assert len(links) > 5
    assert [one for one in links if not (DEPLOY / one).exists()] == []


@pytest.mark.parametrize("name", PROCESSES)
def test_manual_units_and_compose_file_start_the_same(name):
    command = shlex.join(commands()[name])
    unit = (DEPLOY / "systemd" / f"newsroom-{name}.service").read_text()
    assert f"ExecStart=/srv/newsroom/.venv/bin/{command}\n" in unit
    assert "Restart=always\n" in unit
    assert f"| {name} | `{command}` |" in manual.TEXT


def test_the_image_starts_what_the_compose_file_does():
    (started,) = re.findall(r"^CMD (\[.*\])$", DOCKERFILE, re.MULTILINE)
    assert ast.literal_eval(started) == commands()["web"]
    assert "HEALTHCHECK" in DOCKERFILE


def test_processes_run_without_root_on_a_root_that_cannot_be_written():
    last_stage = DOCKERFILE.rpartition("\nFROM ")[2]
    assert "\nUSER 10001:10001\n" in last_stage
    assert "install.py" not in last_stage
    services = compose()["services"]
    for name in (*PROCESSES, "migrate"):
        service = services[name]
        assert service["read_only"] is True, name
        assert service["cap_drop"] == ["ALL"], name
        assert service["security_opt"] == ["no-new-privileges:true"], name
        assert service["restart"] == ("no" if name == "migrate" else "always"), name


def test_images_are_pinned():
    (base,) = re.findall(r"^ARG PYTHON=(.+)$", DOCKERFILE, re.MULTILINE)
    images = [base, *(one["image"] for one in compose()["services"].values())]
    others = [image for image in images if not OWN_IMAGE.fullmatch(image)]
    assert len(others) == 6
    for image in others:
        tag = image.partition(":")[2]
        assert re.search(r"\d+\.\d+|\d{4}-\d{2}-\d{2}", tag), image


def test_settings_are_those_of_the_cms_the_web_server_and_the_services():
    read = set(re.findall(r'_read\(\s*"([A-Z_]+)"', ENVIRONMENT))
    template = (DEPLOY / "nginx" / "newsroom.conf.template").read_text()
    proxy = set(re.findall(r"\$\{([A-Z_]+)\}", template))
    services = {"POSTGRES_", "MINIO_ROOT_", "GRANIAN_"}
    found = set(example_settings())
    assert proxy <= found
    for name in found - read - proxy - {"DJANGO_SETTINGS_MODULE"}:
        assert any(name.startswith(one) for one in services), name
    assert {"SECRET_KEY", "ALLOWED_HOSTS", "CMS_URL", "DATABASE_URL", "STORAGE_URL"} <= found
    assert not any("'" in value or '"' in value or "$" in value
                   for value in example_settings().values())  # fmt: skip


def test_services_of_the_settings_are_those_of_the_compose_file():
    services = compose()["services"]
    aliases = services["web"]["networks"]["default"]["aliases"]
    assert set(SERVICES) <= {*services, *aliases}


def test_both_configurations_of_varnish_differ_only_in_who_may_purge():
    pattern = re.compile(r"^backend cms \{.*?^\}", re.MULTILINE | re.DOTALL)
    texts = [(DEPLOY / name / "backend.vcl").read_text() for name in ("varnish", "compose")]
    backends = [pattern.search(text) for text in texts]
    assert backends[0][0] == backends[1][0]
    subnet = compose()["networks"]["default"]["ipam"]["config"][0]["subnet"]
    address, _slash, bits = subnet.partition("/")
    assert f'"{address}"/{bits};' in (DEPLOY / "compose" / "backend.vcl").read_text()
