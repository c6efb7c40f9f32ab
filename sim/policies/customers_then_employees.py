"""The reverse order of essay 002: processes are made easy for customers, then for those who deliver."""

from collections.abc import Mapping

from sim.model.practices import Practices

DESCRIBES = "improve processes for customers first, for employees after half a year"
PRACTICES = Practices(improvement=0.03, process_design=0.0)


def steer(heard: Mapping[str, float], practices: Practices) -> Practices:
    """The employees' side from the third quarter on."""
    return practices.replace({"process_design": 0.0 if heard["quarter"] < 2 else 1.0})
