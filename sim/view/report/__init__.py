"""The report on an experiment, in one page."""
