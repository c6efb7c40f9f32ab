"""Analyses: what a table of runs says, one idea a file."""
