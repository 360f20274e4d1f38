"""Tests of the package's front door: lazy names, and imports that stay light."""

import importlib
import subprocess
import sys

import pytest

import lrcourse
from lrcourse.complaint import Complaint

_HIDE_TORCH = """
import sys

class Hiding:
    def __init__(self, finder):
        self.finder = finder
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] == "torch":
            return None
        return self.finder.find_spec(name, path, target)

sys.meta_path[:] = [Hiding(finder) for finder in sys.meta_path]
"""


def _python(code: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    return done.stdout


@pytest.mark.parametrize("name", lrcourse.__all__)
def test_every_public_name_is_there(name: str) -> None:
    assert callable(getattr(lrcourse, name))
    assert name in dir(lrcourse)


@pytest.mark.parametrize(("name", "home"), lrcourse._HOMES.items())
def test_a_lazy_name_is_the_one_of_its_module(name: str, home: str) -> None:
    assert getattr(lrcourse, name) is getattr(importlib.import_module(home), name)


def test_another_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="module 'lrcourse' has no attribute 'plot_rate'"):
        _ = lrcourse.plot_rate
    assert not hasattr(lrcourse, "scheduler")


def test_a_check_failed_is_a_complaint() -> None:
    from lrcourse.checks import CheckFailed

    assert issubclass(CheckFailed, Complaint)


@pytest.mark.parametrize("module", ["lrcourse", "lrcourse.compatibility", "lrcourse.checks"])
def test_an_import_does_not_pay_for_torch(module: str) -> None:
    code = f"import sys, {module}; print('torch' in sys.modules, 'matplotlib' in sys.modules)"
    loaded = _python(code).split()
    assert loaded[0] == "False"
    assert loaded[1] == str(module == "lrcourse.checks")


def test_without_torch_require_says_so_in_one_sentence() -> None:
    code = f"""{_HIDE_TORCH}
import lrcourse
try:
    lrcourse.require("0.1")
except lrcourse.Complaint as complaint:
    print(complaint)
"""
    lines = _python(code).splitlines()
    assert len(lines) == 1
    assert lines[0].startswith("This notebook needs torch, which is not installed here: ")


def test_with_torch_require_says_nothing_and_does_not_load_it() -> None:
    code = "import sys, lrcourse; lrcourse.require('0.1'); print('torch' in sys.modules)"
    assert _python(code) == "False\n"
