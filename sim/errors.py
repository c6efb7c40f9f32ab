"""The one error that a user sees for bad input."""


class InputError(ValueError):
    """Bad input: the message names the file, the field, what was given and what is allowed."""
