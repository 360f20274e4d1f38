#!/bin/sh
# Makes .venv with the tested versions. Called by make; run it again at any time.
set -eu

PYTHON="${PYTHON:-python3}"
"$PYTHON" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || {
    echo "Python 3.11 or newer is needed: install it, or name it with make PYTHON=python3.11." >&2
    exit 1
}

rm -f .venv/ready
[ -x .venv/bin/python ] || "$PYTHON" -m venv .venv || {
    echo "Python's venv module is missing: on Debian, apt-get install python3-venv." >&2
    exit 1
}
export PIP_DISABLE_PIP_VERSION_CHECK=1

# On Linux the ordinary torch brings several GB of CUDA along. Without an NVIDIA GPU take the
# CPU build instead, for torch alone, from PyTorch's own index or from a wheel that pip finds
# by itself; where neither answers, the ordinary one.
if [ "$(uname -s)" = Linux ] && ! command -v nvidia-smi >/dev/null; then
    echo "Install torch, CPU build"
    torch=$(grep '^torch==' constraints.txt)
    .venv/bin/pip install --quiet --no-deps --retries 1 --timeout 20 \
        --index-url https://download.pytorch.org/whl/cpu "$torch" 2>.venv/torch.log ||
        echo "  not to be had: the ordinary build follows"
fi

echo "Install the course and its tools (a few minutes)"
.venv/bin/pip install --quiet --constraint constraints.txt --editable '.[instructor,test]' \
    2>.venv/install.log || {
    tail -n 5 .venv/install.log >&2
    echo "The installation failed: see .venv/install.log, then run the same command again." >&2
    exit 1
}
touch .venv/ready
