"""Money that a question puts on a change: what it costs once, and what later money is worth today."""

from pydantic import Field

from sim.model.quantities import Strict


class Money(Strict):
    """What a change costs besides what the model counts, and the discount rate, for its value over time."""

    one_off: float = Field(
        default=0.0, ge=0.0, description="paid once, as the change begins, in the scenario's currency"
    )
    discount_rate: float = Field(
        default=0.0, ge=0.0, le=1.0, description="by which a year makes money worth less, such as 0.08"
    )
