"""People only at its best: what an able executive would do who thinks of the firm's own people and of nothing else.

People's requests come first and nobody is to be obsessed with customers, but a firm that loses its customers cannot
keep its people: what spares people work is done even where it serves customers too. Each value is chosen by what its
practice means, before anybody looked at a result: high (0.8) where more of it is for people, neutral where it is for
customers alone, and the money practices (pay, price, staff, hours of improvement) as in `customer_first_at_its_best`,
so that the two differ in belief, not in budget.
"""

from sim.model.practices import Practices

DESCRIBES = "people's requests first, and all that makes their work easier"
PRACTICES = Practices(
    # Whose request is answered first is the belief itself. What is not the firm's work is mostly kept from people, but
    # not all of it: customers who never hear a yes go.
    first=1.0,
    intake_boundary=0.8,
    priority_discipline=0.8,
    employee_voice=0.8,
    exhortation=0.0,
    frontline_backing=0.8,
    frontline_discretion=0.8,
    shared_skill=0.8,
    executive_ownership=0.8,
    # People are let go last.
    layoffs=0.1,
    # Improvement begins with those who do the work, and goes to the failures that arrive as their work.
    improvement=0.02,
    process_design=0.8,
    upstream_fixing=0.5,
    end_to_end=0.8,
    # Nobody has to ask a customer the same thing twice, or to answer for what was promised and not meant.
    data_integration=0.8,
    promise_inflation=0.0,
)
