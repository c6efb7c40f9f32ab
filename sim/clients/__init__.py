"""From a client's numbers to a scenario that can work: what is asked of it, what it takes, and a file to start from."""
