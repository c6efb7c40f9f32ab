"""Stores of results: tables in a folder, written once, read by anything."""
