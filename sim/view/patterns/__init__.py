"""The page of patterns: a map of what the model can reach, with the policies on it."""
