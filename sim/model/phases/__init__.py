"""Phases: what agents do at each beat of the calendar. A behaviour is one agent's part, a phase loops it over rows.

A behaviour reads what earlier phases left and writes only what its agent owns: a customer its record, a manager
the team's tray and desks, an employee the requests held, an executive the firm. So the order in which agents act
within a phase changes nothing.
"""
