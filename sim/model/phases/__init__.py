"""Phases: what agents do at each beat of the calendar, one file each, its phase first and then what it calls.

A behaviour is what one agent does; a phase loops it over rows. A behaviour reads what earlier phases left and writes
only what its agent owns: a customer its record, a manager the team's tray and desks, an employee the requests held, an
executive the firm. To the firm's ledger it may add whole numbers (see sim.model.ledger). So the order in which agents
act within a phase changes nothing.

Facts that several phases ask for are not kept in one of them but in rooms of their own: people, money, firms, desk.
"""
