"""The leader's three minutes: five scenes that open a replay, each computed from the runs that it shows."""
