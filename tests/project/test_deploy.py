"""What ``deploy/`` says fits together: the manual, the compose file, the units, the settings."""

from __future__ import annotations

import ast
import re
import shlex

from django.core.management import CommandError, get_commands, load_command_class

import pytest

import cms
from tests.releases.keeping import releases
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

UPGRADING = (DEPLOY / "UPGRADING.md").read_text()
PAGES = {"README.md": manual.TEXT, "UPGRADING.md": UPGRADING}
DOCKERFILE = (DEPLOY / "Dockerfile").read_text()
ENVIRONMENT = (DEPLOY.parent / "cms" / "settings" / "environment.py").read_text()
OWN_IMAGE = re.compile(r"newsroom-cms:\d+\.\d+\.\d+")
# How a release is put in the place of another one: with files, which have to be there.
INSTALLERS = {"python -m", "python deploy/install.py", "cp", "docker", "ln -sfn", "systemctl"}


def upgrading_lines() -> list[str]:
    """The command lines of upgrades."""
    # In a list they are further to the right.
    blocks = re.findall(r"^(?: {4}| {7})(\S.*)$", UPGRADING, re.MULTILINE)
    inline = re.findall(r"`((?:python|granian|nginx) [^`]+)`", UPGRADING)
    return list(dict.fromkeys(blocks + inline))


def lines() -> list[str]:
    """The command lines of the manual and of upgrades."""
    return list(dict.fromkeys([*manual.lines(), *upgrading_lines()]))


def managed() -> list[list[str]]:
    return [shlex.split(line)[2:] for line in lines() if line.startswith("python manage.py ")]


@pytest.mark.parametrize(("page", "most"), [("README.md", 200), ("UPGRADING.md", 100)])
def test_a_page_is_short_enough_to_be_read(page, most):
    assert len(PAGES[page].splitlines()) <= most


@pytest.mark.parametrize("line", upgrading_lines())
def test_every_command_of_upgrades_is_of_a_kind_that_is_checked(line):
    kinds = {"python manage.py", "granian", "nginx -s", *INSTALLERS}
    assert any(line == kind or line.startswith(f"{kind} ") for kind in kinds)


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


@pytest.mark.parametrize("line", lines())
def test_files_that_the_manual_names_are_there(line):
    root = DEPLOY.parent
    for word in shlex.split(line):
        path = word.removeprefix("vcl_path=").removeprefix("/srv/newsroom/")
        if path.startswith("deploy/") and path != "deploy/settings.env":
            assert (root / path).exists(), path
    for unit in re.findall(r"newsroom(?:-\w+)?\.(?:service|target)", line):
        assert (DEPLOY / "systemd" / unit).is_file(), unit


@pytest.mark.parametrize("page", ["README.md", "UPGRADING.md", "CHANGELOG.md"])
def test_links_lead_somewhere(page):
    links = re.findall(r"\]\(([^)]+)\)", (DEPLOY / page).read_text())
    assert links
    assert [one for one in links if not (DEPLOY / one).exists()] == []


def test_operators_are_told_of_each_release():
    sections = re.findall(r"^## (\S+)$", (DEPLOY / "CHANGELOG.md").read_text(), re.MULTILINE)
    assert sections[0] == cms.__version__
    assert {folder.name for folder in releases()} <= set(sections)


def test_an_upgrade_migrates_first_and_replaces_the_web_server_last():
    section = UPGRADING.partition("\n## The upgrade\n")[2].partition("\n## ")[0]
    said = re.findall(r"^ {7}(\S.*)$", section, re.MULTILINE)
    assert said[0] == "python manage.py migrate --noinput"
    restarted = [line for line in said if re.match(r"systemctl (re)?start", line)]
    assert [re.findall(r"newsroom-([a-z-]+)\.service", line) for line in restarted] == [
        [name for name in PROCESSES if name != "web"], ["web-next"], ["web"],
    ]  # fmt: skip
    assert said[-1] == "systemctl stop newsroom-web-next.service"


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
