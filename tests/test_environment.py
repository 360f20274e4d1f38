"""The files that set up a machine agree with each other."""

import re
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml
from packaging.requirements import Requirement

ROOT = Path(__file__).parents[1]
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
ENVIRONMENT = yaml.safe_load((ROOT / "environment.yml").read_text())


def pins() -> dict[str, str]:
    lines = (ROOT / "constraints.txt").read_text().splitlines()
    found = (line.split("==") for line in lines if line and not line.startswith("#"))
    return {re.sub(r"[-_.]+", "-", name).lower(): version for name, version in found}


def requirements() -> list[Requirement]:
    extras = PROJECT["optional-dependencies"].values()
    lists = [PROJECT["dependencies"], *extras]
    return [Requirement(line) for lines in lists for line in lines]


def test_conda_environment_installs_python_and_then_this_project() -> None:
    assert set(ENVIRONMENT) == {"name", "channels", "dependencies"}
    *conda, pip = ENVIRONMENT["dependencies"]
    assert [re.split("=", package)[0] for package in conda] == ["python", "pip"]
    assert pip == {"pip": ["--constraint constraints.txt", "--editable .[instructor,test]"]}


def test_conda_environment_has_a_python_that_the_project_accepts() -> None:
    version = ENVIRONMENT["dependencies"][0].partition("=")[2]
    assert Requirement(f"python{PROJECT['requires-python']}").specifier.contains(version)


@pytest.mark.parametrize("requirement", requirements(), ids=lambda item: item.name)
def test_every_requirement_is_pinned_within_its_range(requirement: Requirement) -> None:
    name = re.sub(r"[-_.]+", "-", requirement.name).lower()
    assert name in pins(), f"{name} has no pin in constraints.txt"
    assert requirement.specifier.contains(pins()[name])


def test_pins_stand_in_one_place_only() -> None:
    assert not any("==" in str(requirement.specifier) for requirement in requirements())
    assert "==" not in (ROOT / "environment.yml").read_text()


def test_extras_are_those_of_the_design() -> None:
    assert set(PROJECT["optional-dependencies"]) == {"instructor", "test"}


def test_a_class_is_never_committed() -> None:
    paths = [
        "submitted/ada/01-manual-decay/01-manual-decay.ipynb",
        "feedback/ada/x.html",
        "gradebook.db",
        "autograded/ada/01-manual-decay/01-manual-decay.ipynb",
        "demo/gradebook.db",
    ]
    done = subprocess.run(
        ["git", "check-ignore", *paths], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.stdout.split() == paths
    kept = ["autograded/sample-complete/01-manual-decay/01-manual-decay.ipynb"]
    done = subprocess.run(
        ["git", "check-ignore", *kept], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
