"""Running: one run, the runs of a world, and the processes that run many."""
