"""Mechanisms: what can be switched off by name, or frozen at its mean in the neutral warm-up, to see what it carries.

Off, a mechanism is the neutral element of its rule from the first day on, which moves the firm to another operating
point. Frozen, it keeps the mean that it had in the warm-up of the same world, for everybody and in every firm, from
the day on which policies begin: the operating point stays, the differences that the mechanism would make are gone.
"""

from enum import IntEnum
from typing import NamedTuple, Self

ON, OFF, FROZEN = 0, 1, 2
"""Modes of a mechanism."""


class Entry(NamedTuple):
    """A mechanism in words: what it does, and what holds instead when it is off."""

    does: str
    off: str


class Mechanism(IntEnum):
    """Every mechanism. One line adds one; its number, the row of its record, is its place in this list."""

    does: str
    off: str

    def __new__(cls, does: str, off: str) -> Self:
        """A member that is its number and carries its words."""
        number = len(cls.__members__)
        member = int.__new__(cls, number)
        member._value_ = number
        member.does, member.off = does, off
        return member

    EXTRA_WORK = Entry(does="an accepted out-of-scope request is work", off="it takes no time")
    CLARITY = Entry(
        does="without clarity people choose among what is called urgent", off="everybody is clear"
    )
    ATTENTION = Entry(
        does="managers' hours limit the briefing of the team", off="the team gets what it needs"
    )
    SWITCHING = Entry(does="juggling requests costs capacity", off="it costs nothing")
    PRESSURE = Entry(does="work that piles up is pressure", off="there is none")
    FATIGUE = Entry(does="long hours tire", off="nobody tires")
    EROSION = Entry(does="standards erode under pressure", off="they stay what they were")
    SKILL = Entry(does="newcomers have yet to learn", off="everybody is fully skilled")
    HABIT = Entry(does="customers learn that asking for extras works", off="their habit stays what it was")
    GOODWILL = Entry(
        does="a no costs goodwill; an extra and a manager's apology gain it", off="they do neither"
    )
    ABUSE = Entry(does="abusive customers wear people", off="they do not")
    RECOGNITION = Entry(does="being heard and seen is a resource", off="it is none")
    DISCRETION = Entry(
        does="being allowed to decide is a resource", off="it is none; care and helping still follow it"
    )
    MEANS = Entry(does="exhortation without means is a demand", off="it is none")
    SUCCESS = Entry(does="work done in time is a resource", off="it is none")
    WORK_FRICTION = Entry(does="friction lengthens and wears employees' work", off="there is none")
    CUSTOMER_FRICTION = Entry(does="friction is felt by customers", off="there is none")
    CARE = Entry(does="strain takes from the care of those who serve", off="everybody cares fully")
    QUIT_CONTAGION = Entry(does="teammates who quit make others quit", off="they do not")
    EXPECTATION = Entry(
        does="customers' expectations follow their experience", off="they stay what they were"
    )
    PROMISES = Entry(does="promises raise what is expected and hoped for", off="they do not")
    VOICE = Entry(does="how loudly customers are heard changes how many complain", off="it does not")
    CHOICE = Entry(
        does="customers choose by how satisfied they are, or hope to be", off="they choose by price alone"
    )
    WORD_OF_MOUTH = Entry(does="what customers say becomes reputation", off="every reputation is ordinary")
    ATTACHMENT = Entry(
        does="customers hold on to a firm that is what they like", off="all firms are alike to them"
    )
    FAULTS = Entry(does="failures born upstream arrive as work and hassle", off="there are none")
    HISTORY = Entry(does="a request without its history is worked twice, or begun anew", off="it never is")
    FIT = Entry(does="a product that misses the need spoils the experience", off="every product fits")
    INSIGHT = Entry(does="insight raises what it is used for", off="it raises nothing")
    BOLDNESS = Entry(does="bold initiatives move and disrupt more", off="all initiatives are alike")
    ADOPTION = Entry(does="improvement works where it is adopted", off="it is adopted as ordinarily")
    AIM = Entry(does="work upstream lands on the causes that are heard of", off="it lands on true causes")
    DISTANCE = Entry(
        does="levels delay, blur and swallow what reaches executives", off="they hear everything at once"
    )
    SCORE = Entry(does="working on the score raises the score, and takes time", off="it does neither")
    STEERING = Entry(
        does="executives try changes and keep what their goal says improved", off="they try none"
    )
    COMPLEXITY = Entry(does="practices interact in what they do for productivity", off="they do not")
    SELLING = Entry(does="pushed sales bring in money, and take time", off="they do neither")
    HASSLE = Entry(does="being sold to is a hassle", off="it is none")
    DISCOVERY = Entry(does="customers see through overcharges", off="they never do")
    DETERRENCE = Entry(does="executives weigh the expected fine", off="they do not")
    SUPPLY = Entry(does="failures of supply make requests late", off="they do not")
    IMITATION = Entry(does="people help as those around them help", off="they help as they are disposed to")
    HELPING = Entry(does="a helping act delights, and takes time", off="nobody helps beyond the task")
    PROMOTION = Entry(
        does="who is promoted shapes who is hired and imitated", off="everybody is promoted by skill"
    )
    MANAGER_LOAD = Entry(does="claims beyond their hours are pressure on managers", off="they are none")
    OVERCHARGING = Entry(
        does="tricks and the loyalty penalty bring in money", off="nothing is charged unasked"
    )


MECHANISMS: dict[str, Mechanism] = {mechanism.name.lower(): mechanism for mechanism in Mechanism}
"""Mechanism by the name that scenarios and commands use; in the order of the rows."""
