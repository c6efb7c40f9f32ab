"""Codes that records hold: states of a request, its channel, ways to leave a firm."""

# Request.state
FREE = 0  # an unused row
ASKED = 1  # in a manager's tray
QUEUED = 2  # on an employee's desk
DONE = 3  # finished, not yet delivered
DELIVERED = 4  # with the customer, not yet felt
DECLINED = 5  # declined by the manager, not yet felt
DROPPED = 6  # its customer or its firm is gone; still in a tray or on a desk
CLOSED = 7  # nobody holds it any more: the row is freed at the next post
HELD = 8  # finished, waiting for a supplier

# Request.channel
CORE = 0
EXTRA = 1
COMPLAINT = 2
REWORK = 3
CHANNELS = 4

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

# Customer.firm of somebody without a firm, Employee.id of an empty seat, end of a linked list
NOBODY = -1

# Firm.contrast: what is held equal between policies
AS_MANAGED = 0
EQUAL_HOURS = 1
EQUAL_PAYROLL = 2
CONTRASTS = ("as_managed", "equal_hours", "equal_payroll")
EVERYWHERE = "everywhere"  # as managed, and every rival follows the focal firm's policy too

# Market.effort_shape
LOGNORMAL = 0
EXPONENTIAL = 1
