"""Stores of results: tables in a folder, written once, readable by any tool that reads Parquet."""
