"""The model: state, rules, phases, calendar and worlds. Nothing here knows of policies, runs or stores."""
