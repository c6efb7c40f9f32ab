"""Codes that records hold: states of a request, its kind, what became of a question, ways to leave a firm."""

# Request.state
FREE = 0  # an unused row
ASKED = 1  # in a manager's tray
QUEUED = 2  # on an employee's desk
DONE = 3  # finished, not yet delivered
DELIVERED = 4  # with the customer, not yet felt
DECLINED = 5  # declined by the manager, not yet felt
DROPPED = 6  # nobody waits for it any more; still in a tray or on a desk
CLOSED = 7  # nobody holds it any more: the row is freed at the next post
HELD = 8  # finished, waiting for a supplier

# Request.channel: what kind of request it is. Customers', which become work for employees.
CORE = 0
EXTRA = 1
COMPLAINT = 2
REWORK = 3
FAILURE = 4  # asked again because of a failure upstream
CHANNELS = 5
# Those of a firm's own people, which managers answer themselves.
INSIDE = 8  # from here on, requests come from inside the firm
QUESTION = 8  # an employee does not know what matters or how it is done
APPROVAL = 9  # an employee may not decide alone
SUPPORT = 10  # a customer turned abusive
IDEA = 11  # an employee sees what could be better
TALK = 12  # a conversation that is due
# Those of executives, which managers carry out.
UPWARDS = 13  # from here on, requests come from above
REPORT = 13  # how the week went
INITIATIVE = 14  # a change to be made
# Those of managers, which executives attend to.
PLEA = 15  # more staff
ESCALATION = 16  # a complaint that nobody below has the time to handle
KINDS = 17

# Request.question: what became of what its employee did not know, or could not decide
CLEAR = 0  # nothing was unclear, or it has not been begun
RAISED = 1  # asked today; posted tomorrow
PENDING = 2  # in the manager's tray
ANSWERED = 3
GUESSED = 4  # never asked, or waited for in vain: done without knowing, or without leave

# Request.cause, Customer.cause: what a complaint is about
WRONG = 0
LATE = 1
MONEY = 2

# Departments upstream, in the order of Firm.born
PRODUCT = 0
PROCESS = 1
BILLING = 2
DEPARTMENTS = 3

# A day that lies before every other
NEVER = -(2**30)

# Employee.leaving, Manager.leaving
STAYS = 0
QUITS = 1
DISMISSED = 2
LAID_OFF = 3
INSOLVENT = 4

# Firm.hiring: stages that a vacancy goes through, from being advertised to the newcomer's first day
HIRING_STAGES = 3

# Customer.firm of somebody without a firm, Employee.id of an empty seat, end of a linked list
NOBODY = -1

# Firm.contrast: what is held equal between policies
AS_MANAGED = 0
EQUAL_HOURS = 1
EQUAL_SPEND = 2
CONTRASTS = ("as_managed", "equal_hours", "equal_spend")
EVERYWHERE = "everywhere"  # as managed, and every rival follows the focal firm's policy too

# Market.effort_shape
LOGNORMAL = 0
EXPONENTIAL = 1
