"""The reverse order of essay 002: processes are made easy for customers, then for those who deliver."""

from collections.abc import Mapping

from sim.model.practices import Practices

DESCRIBES = "improve processes for customers until they gain no more, then for employees"
PRACTICES = Practices(improvement=0.03, process_design=0.0)


def steer(heard: Mapping[str, float], practices: Practices) -> Practices:
    """The employees' side for good, once customers are heard to gain no more: after half to two years."""
    gains = heard["quarter"] < 2 or (heard["customers_change"] > 0.0 and heard["quarter"] < 8)
    still = gains and practices.process_design == 0.0
    return practices.replace({"process_design": 0.0 if still else 1.0})
