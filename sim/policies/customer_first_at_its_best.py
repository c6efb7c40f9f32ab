"""Customer first at its best: what an able executive who believes in it would do, whatever its critics say.

Customers' requests come first, and all that a firm can do for customers is done. Each value is chosen by what its
practice means, before anybody looked at a result: high (0.8) where more of it is for the customer, middling (0.5)
where a customer would pay for it, and the money practices (pay, price, staff, hours of improvement) as in
`people_only_at_its_best`, so that the two differ in belief, not in budget. What programmes cost comes out of the
same budget where a comparison holds spend equal.
"""

from sim.model.practices import Practices

DESCRIBES = "customers' requests first, all done for customers, people treated decently"
PRACTICES = Practices(
    # Whose request is answered first is the belief itself; most of what customers ask for is taken on.
    first=-1.0,
    intake_boundary=0.2,
    # Decent people practices that cost no customer anything: people are spoken to, may decide for the customer in
    # front of them, share the skill of change, and hear nothing promised that is not kept. To check customers'
    # urgencies and to take sides against them would cost customers, so both stay middling.
    employee_voice=0.8,
    frontline_discretion=0.8,
    shared_skill=0.8,
    executive_ownership=0.8,
    # People are called on to care, but not louder than they have means for.
    exhortation=0.5,
    # Improvement begins with customers, goes to the causes of their failures, and to what they need and do not say.
    improvement=0.02,
    upstream_fixing=0.5,
    product_work=0.5,
    exploration=0.5,
    process_design=0.2,
    # The whole chain, from belief to organisation, and every department measured by what it passes on.
    belief=0.8,
    strategy=0.8,
    process=0.8,
    technology=0.8,
    organisation=0.8,
    end_to_end=0.8,
    # What customers say and do is known, and used for them alone.
    customer_insight=0.8,
    immersion=0.8,
    customer_voice=0.8,
    data_integration=0.8,
    supplier_partnering=0.8,
    giver_promotion=0.5,
    promise_inflation=0.1,
)
