"""The replay of runs, in one page."""
