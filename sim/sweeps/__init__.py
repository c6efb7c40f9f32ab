"""Sweeps: running what a store lacks until a question is answered."""
