"""The Mesa model in Mesa's own browser interface: set practices, reset, and watch a firm's people day by day.

    pip install -e '.[viz]'
    solara run docs/solara_viz.py --host 127.0.0.1

SolaraViz makes its model anew, from the sliders, at each reset. So this class says which practices they are, and keeps
the daily numbers for the charts. A market is warmed up for two years under neutral management first. Then demand rises
for good, and managers see to customers before their own people: the weeks that follow show what becomes of clarity,
desks and trays.
"""

import solara
from matplotlib.figure import Figure
from mesa import DataCollector
from mesa.agent import Agent
from mesa.visualization import SolaraViz, make_plot_component

from sim.agents import MarketModel
from sim.design.vary import vary
from sim.model.parameters import WORKDAYS_A_WEEK
from sim.model.people import NEWCOMER_WEEKS
from sim.model.practices import NEUTRAL
from sim.model.states import ASKED, INSIDE, UPWARDS
from sim.model.world import FOCAL
from sim.running.course import warmed_up
from sim.running.scenarios import load_scenario
from sim.view.replay.recording.states import PersonState, employee_state
from sim.view.theme import BLUE, FAINT, ORANGE, SKY, VERMILLION

SCENARIO = vary(load_scenario("turnover_city"), {"surge.demand_step": 1.3})
YEARS = 5  # that the world has room for; a model that has come to its end is reset
LOOKS = {
    PersonState.COPING: (SKY, "o"),
    PersonState.STRETCHED: (ORANGE, "D"),
    PersonState.OVERLOADED: (VERMILLION, "^"),
    PersonState.NEWCOMER: (BLUE, "P"),
}


class Firm(MarketModel):
    """A market whose focal firm follows the practices of the sliders."""

    def __init__(
        self,
        priority_discipline: float = 0.0,
        first: float = -1.0,
        intake_boundary: float = 0.0,
        employee_voice: float = 0.0,
        seed: int = 1,
    ):
        practices = NEUTRAL.replace(
            {
                "priority_discipline": priority_discipline,
                "first": first,
                "intake_boundary": intake_boundary,
                "employee_voice": employee_voice,
            }
        )
        super().__init__(SCENARIO, practices, world=warmed_up(SCENARIO, seed, 0, YEARS))
        self.datacollector = DataCollector(
            {
                "clarity": lambda model: mean("clarity", model.staff()),
                "strain": lambda model: mean("strain", model.staff()),
                "requests on a desk": lambda model: mean("open_requests", model.staff()),
                "customers' requests in trays": lambda model: model.in_trays(customers=True),
                "own people's requests in trays": lambda model: model.in_trays(customers=False),
            }
        )
        self.datacollector.collect(self)

    def step(self) -> None:
        """One working day, and the numbers of its evening."""
        super().step()
        self.datacollector.collect(self)

    def staff(self) -> list[Agent]:
        """The focal firm's employees."""
        return [employee for employee in self.employees if self.teams[0] <= employee.team < self.teams[1]]

    def in_trays(self, *, customers: bool) -> int:
        """Requests that wait in the trays of the focal firm's managers: of customers, or of its own people."""
        requests = self.requests
        waiting = requests["channel"][(requests["firm"] == FOCAL) & (requests["state"] == ASKED)]
        return int(
            (waiting < INSIDE).sum() if customers else ((waiting >= INSIDE) & (waiting < UPWARDS)).sum()
        )

    @property
    def teams(self) -> tuple[int, int]:
        """The first of the focal firm's teams, and the one after its last."""
        firm = self.world.firms[FOCAL]
        return int(firm["team_first"]), int(firm["team_end"])


def mean(field: str, agents: list[Agent]) -> float:
    """The mean of a field over agents; none is 0."""
    return sum(float(getattr(agent, field)) for agent in agents) / max(1, len(agents))


def state(employee: Agent, day: int) -> PersonState:
    """How somebody is doing, as in the replay."""
    newcomer = day - employee.hired < NEWCOMER_WEEKS * WORKDAYS_A_WEEK
    return employee_state(bool(newcomer), float(employee.strain), float(employee.fatigue))


def people(model: Firm) -> solara.Element:
    """People as dots, a row a team: colour and shape show the state, size the requests on the desk."""
    figure = Figure(figsize=(6, 3.2), layout="constrained")
    axes = figure.subplots()
    seen: dict[int, int] = {}
    for employee in model.staff():
        team = int(employee.team) - model.teams[0]
        seen[team] = seen.get(team, 0) + 1
        color, marker = LOOKS[state(employee, model.day)]
        axes.scatter(
            seen[team],
            team + 1,
            s=60 + 12 * int(employee.open_requests),
            c=color,
            marker=marker,
            edgecolors=FAINT,
        )
    for name, (color, marker) in LOOKS.items():
        axes.scatter([], [], c=color, marker=marker, edgecolors=FAINT, label=name.name.lower())
    axes.legend(loc="lower center", bbox_to_anchor=(0.5, 1.0), ncols=len(LOOKS), frameon=False)
    axes.set(xlabel="employees of the team", ylabel="team", yticks=[team + 1 for team in sorted(seen)])
    axes.set_ylim(0.4, max(seen) + 1.6)
    return solara.FigureMatplotlib(figure)


def slider(label: str, value: float, low: float = 0.0) -> dict[str, object]:
    """A practice's slider."""
    return {"type": "SliderFloat", "label": label, "value": value, "min": low, "max": 1.0, "step": 0.1}


page = SolaraViz(
    Firm(),
    components=[
        people,
        make_plot_component({"clarity": BLUE, "strain": VERMILLION}),
        make_plot_component({"requests on a desk": FAINT}),
        make_plot_component({"customers' requests in trays": SKY, "own people's requests in trays": ORANGE}),
    ],
    model_params={
        "priority_discipline": slider("priority discipline", 0.0),
        "first": slider("whose requests come first: customers' or own people's", -1.0, -1.0),
        "intake_boundary": slider("intake boundary", 0.0),
        "employee_voice": slider("employee voice", 0.0),
        "seed": {"type": "SliderInt", "label": "seed", "value": 1, "min": 1, "max": 20, "step": 1},
    },
    name="Turnover city, day by day, after demand has risen",
)
