"""Departments upstream of service, product, process and billing, each with a budget and a measure of its own."""

from sim.model.compiled import behaviour
from sim.model.conduct import ORDINARY_END_TO_END
from sim.model.records import World
from sim.model.rules.departments import repair_effort, repaired_share
from sim.model.states import DEPARTMENTS, PROCESS, PRODUCT


@behaviour
def part_of(w: World, department: int) -> float:
    """Share of all failures upstream that is born in a department [0-1]."""
    m = w.market[0]
    if department == PRODUCT:
        return m.product_faults
    return m.process_faults if department == PROCESS else 1.0 - m.product_faults - m.process_faults


@behaviour
def repair_of(w: World, department: int) -> float:
    """Mean effort of repairing a failure in the department where it is born, over that of a request."""
    m = w.market[0]
    if department == PRODUCT:
        return m.product_repair
    return m.process_repair if department == PROCESS else m.billing_repair


@behaviour
def born_ordinarily(w: World) -> float:
    """Failures born upstream, a request, of which an ordinary firm passes on what the scenario calls ordinary."""
    m = w.market[0]
    passed = 0.0
    for department in range(DEPARTMENTS):
        repaired = repaired_share(ORDINARY_END_TO_END, m.fault_effort, repair_of(w, department))
        passed += part_of(w, department) * (1.0 - repaired)
    return m.upstream_faults / passed


@behaviour
def pass_on(w: World, firm: int, measured: float) -> None:
    """Set which failures reach service, and what repairing the others takes, by how departments are measured."""
    m = w.market[0]
    f = w.firms[firm]
    reached, effort = 0.0, 0.0
    for department in range(DEPARTMENTS):
        cost = repair_of(w, department)
        reached += f.born[department] * (1.0 - repaired_share(measured, m.fault_effort, cost))
        effort += f.born[department] * repair_effort(measured, m.fault_effort, cost)
    f.faults = min(1.0, reached)
    f.repairing = effort


@behaviour
def open_departments(w: World, firm: int) -> None:
    """Give a firm ordinary departments, measured as ordinarily."""
    born = born_ordinarily(w)
    for department in range(DEPARTMENTS):
        w.firms[firm].born[department] = born * part_of(w, department)
    pass_on(w, firm, ORDINARY_END_TO_END)
