"""What this course adds to nbgrader's own steps; nbgrader_config.py plugs it in."""

from typing import Any

from nbgrader.preprocessors import NbGraderPreprocessor


class LetChecksFail(NbGraderPreprocessor):  # type: ignore[misc]
    """Lets *Run All* go on after a check that fails, to the other exercises and the summary."""

    def preprocess_cell(self, cell: Any, resources: Any, _index: int) -> tuple[Any, Any]:  # noqa: ANN401
        """Tag a graded cell of the release with `raises-exception`."""
        if cell.metadata.get("nbgrader", {}).get("grade"):
            cell.metadata["tags"] = sorted({*cell.metadata.get("tags", []), "raises-exception"})
        return cell, resources
