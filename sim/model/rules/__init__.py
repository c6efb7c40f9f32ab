"""Rules: small pure functions, one idea a module, each with its equation, units and source."""
