"""Mining the customer (essay 003): know customers well, charge the loyal more, trim the staff."""

from sim.model.practices import Practices

DESCRIBES = "use knowledge of customers to get more money out of them"
PRACTICES = Practices(
    layoffs=0.8,
    staffing_slack=-0.1,
    improvement=0.0,
    customer_insight=0.9,
    insight_extraction=1.0,
    sales_pressure=0.4,
    loyalty_penalty=0.6,
    dark_patterns=0.5,
)
