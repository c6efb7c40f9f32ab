"""Ways side by side: the same worlds for all, and input that cannot be run is named."""

import numpy as np
import pytest

import sim
from sim.errors import InputError
from sim.experiment.side_by_side import Way, compare
from sim.runs import run_world
from tests.worlds import small_scenario

pytestmark = pytest.mark.filterwarnings("error")
