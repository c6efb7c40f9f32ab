"""Patterns: what the model can reach in turnover, customer satisfaction and profit, and where policies lie in it."""
