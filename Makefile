# One line a target: make the environment, then call `lrcourse` or the tests.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: demo test lab refresh doctor lint bench clean

demo: .venv/ready   ## build the release, grade a sample class, write feedback and report
	@$(BIN)/lrcourse demo

test: .venv/ready   ## pass the tests
	@$(BIN)/python -m tests

lab: .venv/ready    ## open lessons, release and formgrader in JupyterLab
	@$(BIN)/lrcourse lab

refresh: .venv/ready  ## make all that is derived, and print what changed
	@$(BIN)/lrcourse refresh

doctor: .venv/ready ## say what is missing or wrong on this machine
	@$(BIN)/lrcourse doctor

lint: .venv/ready   ## only the style and the types
	@$(BIN)/python -m tests lint types

bench: .venv/ready  ## grading, side by side with nbgrader's own
	@$(BIN)/python -m tests.benchmarks

clean:              ## remove the environment and the demo's class
	rm -rf .venv demo

.venv/ready: pyproject.toml constraints.txt install.sh
	@PYTHON="$(PYTHON)" sh install.sh
