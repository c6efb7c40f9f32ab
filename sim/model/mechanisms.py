"""Mechanisms: what can be switched off by name, or frozen at its mean in the neutral warm-up, to see what it carries.

Off, a mechanism is the neutral element of its rule from the first day on, which moves the firm to another operating
point. Frozen, it keeps the mean that it had in the warm-up of the same world, for everybody and in every firm, from
the day on which policies begin: the operating point stays, the differences that the mechanism would make are gone.
"""

from enum import IntEnum
from typing import NamedTuple, Self

ON, OFF, FROZEN = 0, 1, 2
"""Modes of a mechanism."""


class Described(NamedTuple):
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

    EXTRA_WORK = Described(does="an accepted out-of-scope request is work", off="it takes no time")
    CLARITY = Described(
        does="without clarity people choose among what is called urgent", off="everybody is clear"
    )
    ATTENTION = Described(
        does="managers' hours limit the briefing of the team", off="the team gets what it needs"
    )
    SWITCHING = Described(does="juggling requests costs capacity", off="it costs nothing")
    PRESSURE = Described(does="work that piles up is pressure", off="there is none")
    FATIGUE = Described(does="long hours tire", off="nobody tires")
    EROSION = Described(does="standards erode under pressure", off="they stay what they were")
    SKILL = Described(does="newcomers have yet to learn", off="everybody is fully skilled")
    HABIT = Described(
        does="customers learn that asking for extras works", off="their habit stays what it was"
    )
    GOODWILL = Described(
        does="a no costs goodwill; an extra and a manager's apology gain it", off="they do neither"
    )
    ABUSE = Described(does="abusive customers wear people", off="they do not")
    RECOGNITION = Described(does="being heard and seen is a resource", off="it is none")
    DISCRETION = Described(
        does="being allowed to decide is a resource", off="it is none; care and helping still follow it"
    )
    MEANS = Described(does="exhortation without means is a demand", off="it is none")
    SUCCESS = Described(does="work done in time is a resource", off="it is none")
    WORK_FRICTION = Described(does="friction lengthens and wears employees' work", off="there is none")
    CUSTOMER_FRICTION = Described(does="friction is felt by customers", off="there is none")
    CARE = Described(does="strain takes from the care of those who serve", off="everybody cares fully")
    QUIT_CONTAGION = Described(does="teammates who quit make others quit", off="they do not")
    EXPECTATION = Described(
        does="customers' expectations follow their experience", off="they stay what they were"
    )
    PROMISES = Described(does="promises raise what is expected and hoped for", off="they do not")
    VOICE = Described(does="how loudly customers are heard changes how many complain", off="it does not")
    CHOICE = Described(
        does="customers choose by how satisfied they are, or hope to be", off="they choose by price alone"
    )
    WORD_OF_MOUTH = Described(
        does="what customers say becomes reputation", off="every reputation is ordinary"
    )
    ATTACHMENT = Described(
        does="customers hold on to a firm that is what they like", off="all firms are alike to them"
    )
    FAULTS = Described(does="failures born upstream arrive as work and hassle", off="there are none")
    HISTORY = Described(
        does="a request without its history is worked twice, or begun anew", off="it never is"
    )
    FIT = Described(does="a product that misses the need spoils the experience", off="every product fits")
    INSIGHT = Described(does="insight raises what it is used for", off="it raises nothing")
    BOLDNESS = Described(does="bold initiatives move and disrupt more", off="all initiatives are alike")
    ADOPTION = Described(does="improvement works where it is adopted", off="it is adopted as ordinarily")
    AIM = Described(does="work upstream lands on the causes that are heard of", off="it lands on true causes")
    DISTANCE = Described(
        does="levels delay, blur and swallow what reaches executives", off="they hear everything at once"
    )
    SCORE = Described(does="working on the score raises the score, and takes time", off="it does neither")
    STEERING = Described(
        does="executives try changes and keep what their goal says improved", off="they try none"
    )
    COMPLEXITY = Described(does="practices interact in what they do for productivity", off="they do not")
    SELLING = Described(does="pushed sales bring in money, and take time", off="they do neither")
    HASSLE = Described(does="being sold to is a hassle", off="it is none")
    DISCOVERY = Described(does="customers see through overcharges", off="they never do")
    DETERRENCE = Described(does="executives weigh the expected fine", off="they do not")
    SUPPLY = Described(does="failures of supply make requests late", off="they do not")
    IMITATION = Described(
        does="people help as those around them help", off="they help as they are disposed to"
    )
    HELPING = Described(does="a helping act delights, and takes time", off="nobody helps beyond the task")
    PROMOTION = Described(
        does="who is promoted shapes who is hired and imitated", off="everybody is promoted by skill"
    )
    MANAGER_LOAD = Described(does="claims beyond their hours are pressure on managers", off="they are none")
    OVERCHARGING = Described(
        does="tricks and the loyalty penalty bring in money", off="nothing is charged unasked"
    )
    WORD = Described(
        does="what was declared for employees and is taken back breaks trust", off="nobody minds"
    )
    ANSWERING = Described(does="firms answer rivals who take their customers", off="they do not")
    POSTPONING = Described(does="executives about to leave postpone what pays later", off="they do not")
    END_TO_END = Described(
        does="departments repair what their measure makes worthwhile", off="they are measured as ordinarily"
    )
    IDEAS = Described(does="ideas of employees improve the firm", off="they do nothing")
    SUSPICION = Described(does="the regulator follows complaints", off="it audits all firms alike")
    PERCEIVED_RISK = Described(
        does="executives reckon with the audits that they have seen", off="they know the true rate"
    )


MECHANISMS: dict[str, Mechanism] = {mechanism.name.lower(): mechanism for mechanism in Mechanism}
"""Mechanism by the name that scenarios and commands use; in the order of the rows."""
