"""Help the customer in front of you (essay 003): the front line decides, and executives see its work for themselves."""

from sim.model.practices import Practices

DESCRIBES = "let the front line help, and listen to it"
PRACTICES = Practices(
    employee_voice=0.9,
    exhortation=0.1,
    frontline_backing=0.8,
    frontline_discretion=0.9,
    shared_skill=0.9,
    executive_ownership=0.8,
    immersion=0.8,
    customer_voice=0.8,
)
