"""Reads and writes notebooks in one canonical form, and executes them."""

import copy
import json
import os
from collections.abc import Iterable
from itertools import groupby
from pathlib import Path
from typing import Any

from jupyter_client.kernelspec import NoSuchKernel
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from nbformat import NotebookNode, from_dict, v4
from nbformat.validator import iter_validate
from traitlets.config import Config

from lrcourse.complaint import Complaint

KERNEL = "python3"
TIMEOUT = 300
"""Seconds that one cell may take."""

METADATA = {
    "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": KERNEL},
    "language_info": {"name": "python"},
}
# Nobody else on the machine can listen to the kernel.
_PRIVATE_KERNEL = Config({"KernelManager": {"transport_encryption": "auto"}})
CELL_METADATA = frozenset({"nbgrader", "lrcourse", "tags", "deletable", "editable"})


def read(path: Path) -> NotebookNode:
    """Return the notebook in a file, exactly as it is there.

    Raises:
        Complaint: the file is missing, or is no notebook of format 4.5.
    """
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise Complaint(f"{path} does not exist.") from None
    except OSError as error:
        raise Complaint(f"{path} cannot be read: {error.strerror}.") from None
    except (ValueError, RecursionError):
        raise Complaint(f"{path} is no notebook: it is not JSON.") from None
    if not isinstance(data, dict) or not {"nbformat", "nbformat_minor"} <= data.keys():
        raise Complaint(f"{path} is no notebook: it is JSON without a notebook format.")
    version = (data["nbformat"], data["nbformat_minor"])
    # An upgrade would make up new cell ids on every read.
    if version[0] != 4 or not isinstance(version[1], int) or version[1] < 5:
        raise Complaint(
            f"{path} has notebook format {version[0]}.{version[1]}, but 4.5 is needed: "
            "open it in JupyterLab and save it."
        )
    # `nbformat.validate` and `nbformat.reads` would replace missing and repeated cell ids.
    if fault := next(iter(iter_validate(data)), None):
        reason = str(fault.message).partition("\n")[0][:200]
        raise Complaint(f"{path} is no valid notebook: {reason}.")
    return v4.to_notebook_json(data)


def parse(text: str) -> NotebookNode:
    """Return the notebook that a text in canonical form describes."""
    return v4.to_notebook_json(json.loads(text))


def canonical(notebook: NotebookNode, executed: bool | None = None) -> str:
    """Return the one text that a notebook has in this project.

    Cells, outputs and the metadata of the course stay; what a run or an editor leaves behind
    goes. Code cells are counted 1 to n when `executed`, and have neither counts nor outputs
    otherwise.

    Args:
        notebook: the notebook; it is not changed.
        executed: whether the code cells have run; if None, any count or output says so.
    """
    result = copy.deepcopy(notebook)
    code = [cell for cell in result.cells if cell.cell_type == "code"]
    if executed is None:
        executed = any(cell.execution_count or cell.outputs for cell in code)
    result.metadata = from_dict(METADATA)
    result.nbformat_minor = 5
    for cell in result.cells:
        cell.metadata = {key: cell.metadata[key] for key in CELL_METADATA & cell.metadata.keys()}
    for count, cell in enumerate(code, start=1):
        cell.execution_count = count if executed else None
        cell.outputs = _merged(cell.outputs) if executed else []
        for output in cell.outputs:
            if output.output_type == "execute_result":
                output.execution_count = count
    return f"{v4.writes_json(result)}\n"


def write(notebook: NotebookNode, path: Path, executed: bool | None = None) -> None:
    """Write a notebook's canonical form into a file, all of it or nothing."""
    write_text(canonical(notebook, executed), path)


def write_text(text: str, path: Path) -> None:
    """Write a text into a file, all of it or nothing."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        temporary.write_text(text, encoding="utf-8", newline="\n")
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def execute(notebook: NotebookNode, folder: Path, allow_errors: bool = False) -> NotebookNode:
    """Return a copy of the notebook, executed on the students' kernel.

    Args:
        notebook: the notebook; it is not changed.
        folder: where the kernel runs.
        allow_errors: whether to go on after a cell that raises.

    Raises:
        Complaint: there is no such kernel or it does not start, or a cell fails, kills the
            kernel or takes too long.
    """
    result = copy.deepcopy(notebook)
    cell_id = ""

    def note(cell: NotebookNode, **_: Any) -> None:  # noqa: ANN401
        nonlocal cell_id
        cell_id = cell.id

    client = NotebookClient(
        result,
        kernel_name=KERNEL,
        timeout=TIMEOUT,
        allow_errors=allow_errors,
        record_timing=False,
        resources={"metadata": {"path": str(folder)}},
        on_cell_execute=note,
        coalesce_streams=True,
        config=_PRIVATE_KERNEL,
    )
    try:
        # On several threads torch adds in another order, and the last digits change.
        client.execute(env={**os.environ, "OMP_NUM_THREADS": "1"})
    except NoSuchKernel:
        raise Complaint(
            f"There is no Jupyter kernel '{KERNEL}' here: install ipykernel in this environment."
        ) from None
    except CellExecutionError as error:
        raise Complaint(f"The cell '{cell_id}' raised {error.ename}: {error.evalue}") from None
    except CellTimeoutError:
        raise Complaint(f"The cell '{cell_id}' took longer than {TIMEOUT} seconds.") from None
    except DeadKernelError:
        raise Complaint(f"The kernel died in the cell '{cell_id}'.") from None
    except RuntimeError as error:  # what nbclient raises for a kernel that never answers
        raise Complaint(f"The kernel '{KERNEL}' did not start: {error}.") from None
    return result


def without_images(notebook: NotebookNode) -> NotebookNode:
    """Return a copy whose outputs have no images; their text stays."""
    result = copy.deepcopy(notebook)
    for cell in result.cells:
        for output in cell.get("outputs", []):
            for part in (output.get("data", {}), output.get("metadata", {})):
                for key in [key for key in part if key.startswith("image/")]:
                    del part[key]
    return result


def _merged(outputs: Iterable[NotebookNode]) -> list[NotebookNode]:
    """Return the outputs with one stream of each name in every run of streams.

    Where a stream was cut, and how two of them interleave, is the kernel's timing.
    """
    merged: list[NotebookNode] = []
    for is_stream, run in groupby(outputs, lambda output: output.output_type == "stream"):
        if not is_stream:
            merged.extend(run)
            continue
        streams: dict[str, NotebookNode] = {}
        for output in run:
            if output.name in streams:
                streams[output.name].text += output.text
            else:
                streams[output.name] = output
        merged.extend(streams.values())
    return merged
