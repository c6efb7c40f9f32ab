"""An agent-based simulation of customer-first versus people-first management."""
