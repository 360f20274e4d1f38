"""What this course adds to nbgrader's own steps; nbgrader_config.py plugs it in."""

from typing import Any

from nbgrader.preprocessors import NbGraderPreprocessor

_FIRST = "course-version"
"""The cell without which no other one can run."""


class LetAnswersFail(NbGraderPreprocessor):  # type: ignore[misc]
    """Lets *Run All* go on after an answer that fails, to its check and to the other exercises."""

    def preprocess_cell(self, cell: Any, resources: Any, _index: int) -> tuple[Any, Any]:  # noqa: ANN401
        """Tag every code cell of the release but the first with `raises-exception`."""
        grade_id = cell.metadata.get("nbgrader", {}).get("grade_id")
        if cell.cell_type == "code" and grade_id != _FIRST:
            cell.metadata["tags"] = sorted({*cell.metadata.get("tags", []), "raises-exception"})
        return cell, resources
