"""Seeds the hidden cases of an exercise from the secret key of a course."""

import hashlib
import hmac
import os
import random

KEY_VARIABLE = "LRCOURSE_KEY"
PUBLIC_KEY = "the public key of the samples"
"""Used where no course has set a key of its own: in the repository, and in its samples."""


def random_for(exercise: str, *salt: str) -> random.Random:
    """Return the random source of an exercise's hidden cases.

    The seed is the HMAC of the exercise's name, and of the salt, under the course key, which the
    environment variable `LRCOURSE_KEY` holds: the same key gives the same cases on every
    regrade, and nobody without the key can foresee them.

    Args:
        exercise: the grade id of the exercise.
        salt: who handed in what, where the grader knows it: a resubmission gets new cases.
    """
    key = os.environ.get(KEY_VARIABLE) or PUBLIC_KEY
    message = "\0".join([exercise, *salt])
    digest = hmac.new(key.encode(), message.encode(), hashlib.sha256).digest()
    return random.Random(digest)
