"""The claims of the essays: what each says, and the ways to manage that put it to the test."""

from sim.claims.claim import Claim, Part
from sim.claims.load import CLAIMS_FILE, load_claims, smallest_effects, written

__all__ = ["CLAIMS_FILE", "Claim", "Part", "load_claims", "smallest_effects", "written"]
