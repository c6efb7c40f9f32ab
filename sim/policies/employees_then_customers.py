"""Designing through the employee (essay 002): processes are made easy for those who deliver, then for customers."""

from collections.abc import Mapping

from sim.model.practices import Practices

DESCRIBES = "improve processes for employees first, for customers after half a year"
PRACTICES = Practices(improvement=0.03, process_design=1.0)


def steer(heard: Mapping[str, float], practices: Practices) -> Practices:
    """The customers' side from the third quarter on."""
    return practices.replace({"process_design": 1.0 if heard["quarter"] < 2 else 0.0})
