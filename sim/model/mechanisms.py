"""Mechanisms: what can be switched off by name, or frozen at its mean in the neutral warm-up, to see what it carries.

Off, a mechanism is the neutral element of its rule from the first day on, which moves the firm to another operating
point. Frozen, it keeps the mean that it had in the warm-up of the same world, for everybody and in every firm, from
the day on which policies begin: the operating point stays, the differences that the mechanism would make are gone.
"""

from dataclasses import dataclass
from enum import IntEnum


class Mechanism(IntEnum):
    """Rows of the mechanisms' record."""

    EXTRA_WORK = 0
    CLARITY = 1
    ATTENTION = 2
    SWITCHING = 3
    PRESSURE = 4
    FATIGUE = 5
    EROSION = 6
    SKILL = 7
    HABIT = 8
    GOODWILL = 9
    ABUSE = 10
    RECOGNITION = 11
    DISCRETION = 12
    MEANS = 13
    SUCCESS = 14
    WORK_FRICTION = 15
    CUSTOMER_FRICTION = 16
    CARE = 17
    QUIT_CONTAGION = 18
    EXPECTATION = 19
    PROMISES = 20
    VOICE = 21
    CHOICE = 22
    WORD_OF_MOUTH = 23
    ATTACHMENT = 24
    FAULTS = 25
    HISTORY = 26
    FIT = 27
    INSIGHT = 28
    BOLDNESS = 29
    ADOPTION = 30
    AIM = 31
    DISTANCE = 32
    SCORE = 33
    STEERING = 34
    COMPLEXITY = 35
    SELLING = 36
    HASSLE = 37
    DISCOVERY = 38
    DETERRENCE = 39
    SUPPLY = 40
    IMITATION = 41
    HELPING = 42
    PROMOTION = 43
    MANAGER_LOAD = 44
    OVERCHARGING = 45


ON, OFF, FROZEN = 0, 1, 2


@dataclass(frozen=True)
class Told:
    """A mechanism in words: what it is, and what it is when it is off."""

    what: str
    off: str


MECHANISMS: dict[str, Told] = {
    "extra_work": Told("an accepted out-of-scope request is work", "it takes no time"),
    "clarity": Told("without clarity people choose among what is called urgent", "everybody is clear"),
    "attention": Told("managers' hours limit the briefing of the team", "the team gets what it needs"),
    "switching": Told("juggling requests costs capacity", "it costs nothing"),
    "pressure": Told("work that piles up is pressure", "there is none"),
    "fatigue": Told("long hours tire", "nobody tires"),
    "erosion": Told("standards erode under pressure", "they stay what they were"),
    "skill": Told("newcomers have yet to learn", "everybody is fully skilled"),
    "habit": Told("customers learn that asking for extras works", "their habit stays what it was"),
    "goodwill": Told("a no costs goodwill; an extra and a manager's apology gain it", "they do neither"),
    "abuse": Told("abusive customers wear people", "they do not"),
    "recognition": Told("being heard and seen is a resource", "it is none"),
    "discretion": Told(
        "being allowed to decide is a resource", "it is none; care and helping still follow it"
    ),
    "means": Told("exhortation without means is a demand", "it is none"),
    "success": Told("work done in time is a resource", "it is none"),
    "work_friction": Told("friction lengthens and wears employees' work", "there is none"),
    "customer_friction": Told("friction is felt by customers", "there is none"),
    "care": Told("strain takes from the care of those who serve", "everybody cares fully"),
    "quit_contagion": Told("teammates who quit make others quit", "they do not"),
    "expectation": Told("customers' expectations follow their experience", "they stay what they were"),
    "promises": Told("promises raise what is expected and hoped for", "they do not"),
    "voice": Told("how loudly customers are heard changes how many complain", "it does not"),
    "choice": Told("customers choose by how satisfied they are, or hope to be", "they choose by price alone"),
    "word_of_mouth": Told("what customers tell becomes reputation", "every reputation is ordinary"),
    "attachment": Told("customers hold on to a firm that is what they like", "all firms are alike to them"),
    "faults": Told("failures born upstream arrive as work and hassle", "there are none"),
    "history": Told("a request without its history is worked twice, or begun anew", "it never is"),
    "fit": Told("a product that misses the need spoils the experience", "every product fits"),
    "insight": Told("insight raises what it is used for", "it raises nothing"),
    "boldness": Told("bold initiatives move and disrupt more", "all initiatives are alike"),
    "adoption": Told("improvement works where it is adopted", "it is adopted as ordinarily"),
    "aim": Told("work upstream lands on the causes that are heard of", "it lands on true causes"),
    "distance": Told(
        "levels delay, blur and swallow what reaches executives", "they hear everything at once"
    ),
    "score": Told("working on the score raises the score, and takes time", "it does neither"),
    "steering": Told("executives try changes and keep what their goal says improved", "they try none"),
    "complexity": Told("practices interact in what they do for productivity", "they do not"),
    "selling": Told("pushed sales bring in money, and take time", "they do neither"),
    "hassle": Told("being sold to is a hassle", "it is none"),
    "discovery": Told("customers see through overcharges", "they never do"),
    "deterrence": Told("executives weigh the expected fine", "they do not"),
    "supply": Told("failures of supply make requests late", "they do not"),
    "imitation": Told("people help as those around them help", "they help as they are disposed to"),
    "helping": Told("a helping act delights, and takes time", "nobody helps beyond the task"),
    "promotion": Told("who is promoted shapes who is hired and imitated", "everybody is promoted by skill"),
    "manager_load": Told("claims beyond their hours are pressure on managers", "they are none"),
    "overcharging": Told("tricks and the loyalty penalty bring in money", "nothing is charged unasked"),
}
"""Mechanism name to what it is; in the order of the rows."""


def row_of(name: str) -> int:
    """The row of a mechanism's name."""
    return int(Mechanism[name.upper()])
