"""Running: one run, the runs of a world, and the workers that run many."""
