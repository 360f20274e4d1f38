"""Tests of the first cell's sentence about versions."""

from importlib import metadata
from importlib.util import find_spec

import pytest

import lrcourse
from lrcourse import Complaint, compatibility
from lrcourse.compatibility import require


def _install(monkeypatch: pytest.MonkeyPatch, package: str = "0.3.1", torch: str = "2.13") -> None:
    monkeypatch.setattr(lrcourse, "__version__", package)
    monkeypatch.setattr(metadata, "version", {"torch": torch}.__getitem__)


@pytest.mark.parametrize(
    ("installed", "wanted"),
    [("0.3.1", "0.3"), ("0.3.0", "0.3"), ("0.4.0", "0.3"), ("0.10.0", "0.9"), ("1.2.0", "1.0")],
)
def test_the_same_or_a_later_minor_version_fits(
    monkeypatch: pytest.MonkeyPatch, installed: str, wanted: str
) -> None:
    _install(monkeypatch, installed)
    require(wanted)


@pytest.mark.parametrize(
    ("installed", "wanted"),
    [("0.2.9", "0.3"), ("1.0.0", "0.3"), ("0.9.0", "1.0"), ("0.9.0", "0.10"), ("2.0.0", "1.9")],
)
def test_an_older_version_and_another_major_do_not_fit(
    monkeypatch: pytest.MonkeyPatch, installed: str, wanted: str
) -> None:
    _install(monkeypatch, installed)
    with pytest.raises(Complaint) as complaint:
        require(wanted)
    assert f"needs lrcourse {wanted}, but {installed} is installed" in str(complaint.value)
    assert "\n" not in str(complaint.value)


@pytest.mark.parametrize("torch", ["2.10.0", "2.10.0+cpu", "2.13.0+cu130", "3.0"])
def test_torch_from_the_oldest_on_fits(monkeypatch: pytest.MonkeyPatch, torch: str) -> None:
    _install(monkeypatch, torch=torch)
    require("0.3")


@pytest.mark.parametrize("torch", ["2.9.1", "2.9.1+cu130", "1.13"])
def test_an_older_torch_is_named(monkeypatch: pytest.MonkeyPatch, torch: str) -> None:
    _install(monkeypatch, torch=torch)
    with pytest.raises(Complaint, match=r"needs torch 2\.10 or newer") as complaint:
        require("0.3")
    assert torch in str(complaint.value)


def test_a_missing_torch_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        compatibility, "find_spec", lambda name: None if name == "torch" else find_spec(name)
    )
    with pytest.raises(Complaint, match="needs torch, which is not installed"):
        require("0.1")


def test_a_version_that_is_none_is_told() -> None:
    with pytest.raises(Complaint, match=r"'latest' is not a version number.*require\('0.1'\)"):
        require("latest")


def test_the_real_installation_fits() -> None:
    major, minor, *_ = lrcourse.__version__.split(".")
    require(f"{major}.{minor}")
