"""Designing through the employee (essay 002): processes are made easy for those who deliver, then for customers."""

from collections.abc import Mapping

from sim.model.practices import Practices

DESCRIBES = "improve processes for employees until they gain no more, then for customers"
PRACTICES = Practices(improvement=0.03, process_design=1.0)


def steer(heard: Mapping[str, float], practices: Practices) -> Practices:
    """The customers' side for good, once employees are heard to gain no more: after half to two years."""
    gains = heard["quarter"] < 2 or (heard["employees_change"] > 0.0 and heard["quarter"] < 8)
    still = gains and practices.process_design == 1.0
    return practices.replace({"process_design": 1.0 if still else 0.0})
