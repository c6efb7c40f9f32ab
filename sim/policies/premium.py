"""One of the disciplines of value (essay 003): a better product and better service, at a higher price."""

from sim.model.practices import Practices

DESCRIBES = "a better product and better service, at a higher price"
PRACTICES = Practices(
    pay=1.05,
    frontline_discretion=0.7,
    staffing_slack=0.1,
    improvement=0.03,
    product_work=0.5,
    exploration=0.3,
    immersion=0.5,
    price=1.1,
)
