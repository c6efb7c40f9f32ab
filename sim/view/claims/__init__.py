"""The page of verdicts: what came of the claims of the essays, from the summary down to the rules behind it."""
