"""The Mesa model in Mesa's own browser interface: set practices, reset, and watch a firm's people day by day.

    pip install -e '.[viz]'
    solara run docs/solara_viz.py --host 127.0.0.1

SolaraViz makes its model anew, from the sliders, at each reset. So this class says which practices they are, and keeps
the daily numbers for the charts. A market is warmed up for two years under neutral management first.
"""

import solara
from matplotlib.figure import Figure
from mesa import DataCollector
from mesa.agent import Agent
from mesa.visualization import SolaraViz, make_plot_component

from sim.agents import MarketModel
from sim.model.parameters import WORKDAYS_A_WEEK
from sim.model.people import NEWCOMER_WEEKS
from sim.model.practices import NEUTRAL
from sim.model.world import FOCAL
from sim.running.course import warmed_up
from sim.running.scenarios import load_scenario
from sim.view.replay.recording.states import PersonState, employee_state
from sim.view.theme import BLUE, FAINT, ORANGE, SKY, VERMILLION

SCENARIO = load_scenario("turnover_city")
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
        priority_discipline: float = NEUTRAL.priority_discipline,
        team_time: float = NEUTRAL.team_time,
        intake_boundary: float = NEUTRAL.intake_boundary,
        employee_voice: float = NEUTRAL.employee_voice,
        seed: int = 1,
    ):
        practices = NEUTRAL.replace(
            {
                "priority_discipline": priority_discipline,
                "team_time": team_time,
                "intake_boundary": intake_boundary,
                "employee_voice": employee_voice,
            }
        )
        super().__init__(SCENARIO, practices, world=warmed_up(SCENARIO, seed, 0, YEARS))
        self.datacollector = DataCollector(
            {
                "clarity": lambda model: mean("clarity", model.team_managers()),
                "strain": lambda model: mean("strain", model.staff()),
                "requests on a desk": lambda model: mean("open_requests", model.staff()),
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

    def team_managers(self) -> list[Agent]:
        """The focal firm's managers."""
        return [manager for manager in self.managers if self.teams[0] <= manager.row < self.teams[1]]

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


def slider(label: str, value: float) -> dict[str, object]:
    """A practice's slider."""
    return {"type": "SliderFloat", "label": label, "value": value, "min": 0.0, "max": 1.0, "step": 0.1}


page = SolaraViz(
    Firm(),
    components=[
        people,
        make_plot_component({"clarity": BLUE, "strain": VERMILLION}),
        make_plot_component({"requests on a desk": FAINT}),
    ],
    model_params={
        "priority_discipline": slider("priority discipline", NEUTRAL.priority_discipline),
        "team_time": slider("team time", NEUTRAL.team_time),
        "intake_boundary": slider("intake boundary", NEUTRAL.intake_boundary),
        "employee_voice": slider("employee voice", NEUTRAL.employee_voice),
        "seed": {"type": "SliderInt", "label": "seed", "value": 1, "min": 1, "max": 20, "step": 1},
    },
    name="Turnover city, day by day",
)
