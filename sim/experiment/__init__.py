"""Experiments: many runs, kept and compared."""
