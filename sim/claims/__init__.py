"""The claims of the essays: what each says, and the ways to manage that put it to the test."""

from sim.claims.claim import Claim
from sim.claims.load import CLAIMS_FILE, load_claims

__all__ = ["CLAIMS_FILE", "Claim", "load_claims"]
