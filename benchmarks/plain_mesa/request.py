"""A request: what passes from a customer to a manager, to an employee and back."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from benchmarks.plain_mesa.customer import Customer
    from benchmarks.plain_mesa.executive import Executive
    from benchmarks.plain_mesa.manager import Manager

CORE, EXTRA, COMPLAINT, REWORK = "core", "extra", "complaint", "rework"


@dataclass(slots=True, eq=False)
class Request:
    """What a customer asked for, on its way through the firm."""

    customer: "Customer"
    firm: "Executive"
    team: "Manager"
    channel: str
    effort: float  # standard hours
    urgent: bool
    claimed: bool
    abuse: bool
    asked: int
    due: int
    left: float = 0.0
    closed: int = -1
    labelled: bool = False
    accepted: bool = False
    declined: bool = False
    dropped: bool = False
    in_person: bool = False  # a complaint that the manager handled
    correct: bool = False
    care: float = 0.0
    experience: float = 0.0

    def price(self) -> float:
        """What the customer pays on delivery: rework and complaints are free."""
        p = self.firm.model.p
        if self.channel == CORE:
            return self.firm.practices.price * p.price_request
        return self.firm.practices.price * p.price_request * p.extra_price if self.channel == EXTRA else 0.0
