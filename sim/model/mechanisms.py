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
        does="managers' hours limit how many questions are answered", off="each is answered at once"
    )
    SWITCHING = Described(does="juggling requests costs capacity", off="it costs nothing")
    PRESSURE = Described(does="work that piles up is pressure", off="there is none")
    FATIGUE = Described(does="long hours tire", off="nobody tires")
    EROSION = Described(does="standards erode under pressure", off="they stay what they were")
    SKILL = Described(does="newcomers have yet to learn", off="everybody is fully skilled")
    HABIT = Described(
        does="customers learn that asking for extras works", off="their habit stays what it was"
    )
    GOODWILL = Described(does="a no costs goodwill; an extra and an apology gain it", off="they do neither")
    ABUSE = Described(does="abusive customers wear people", off="they do not")
    RECOGNITION = Described(does="being heard and seen is a resource", off="it is none")
    DISCRETION = Described(
        does="deciding, alone or with leave, is a resource",
        off="it is none; care and helping still follow it",
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
    PROMISES = Described(does="promises raise what is hoped for", off="they do not")
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
    BOLDNESS = Described(does="bold initiatives move more than safe ones", off="all move the same")
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
    QUESTIONS = Described(does="people meet what they do not know and may not decide", off="they never do")
    IDEAS = Described(does="ideas of employees are raised and take managers' time", off="nobody has any")
    BACKING = Described(does="managers take their people's side, at the customer's cost", off="they never do")
    INITIATIVES = Described(does="executives' initiatives take managers' time", off="there are none")
    REPORTS = Described(does="executives hear less where reports are late", off="they hear as if none were")
    MADE_URGENT = Described(
        does="managers call calm requests urgent for the sake of initiatives", off="they do not"
    )
    CALMING = Described(does="being told that it is not urgent costs goodwill", off="it does not")
    ORDER = Described(does="whose requests come first is a practice", off="they come by due day")
    TALKS = Described(does="conversations take the hours of both sides", off="nobody holds any")
    PLEAS = Described(does="executives grant staff on managers' pleas", off="they grant none")
    GIVEAWAYS = Described(does="what the front line gives away costs money", off="it costs nothing")
    UNGUIDED = Described(
        does="who decides without having learned the job errs more", off="discretion makes no errors"
    )
    ZEAL = Described(does="exhortation with means quickens the work", off="it does not")
    EXECUTIVE_TIME = Described(
        does="what executives do shares their hours", off="they have hours for all of it"
    )
    TRAINING = Described(does="change that is everybody's skill takes training", off="it takes none")
    DEPARTMENT = Described(does="a department of change is paid", off="it costs nothing")
    IMPROVEMENT_HOURS = Described(does="improvement takes hours from work", off="it takes none")
    DISRUPTION = Described(does="bold initiatives take more hours than safe ones", off="all take the same")
    PROGRAMMES = Described(does="programmes cost money, the last tenth the most", off="they are free")
    DIMINISHING = Described(does="more improvement at once does less each", off="every hour does the same")
    SCOPE_LEFT = Described(
        does="an extra agreed smaller is paid and delights less", off="it is paid and delights as if whole"
    )
    LEADERSHIP = Described(does="a manager's talent speeds the team", off="all managers are alike")
    SURVIVORS = Described(does="layoffs wear and drive out those who stay", off="they do not")
    PAY = Described(does="pay keeps, contents and draws people", off="pay moves nobody")
    PRICE_CHOICE = Described(does="customers choose by price", off="every price is ordinary to them")
    CARTEL = Described(does="rivals who are willing fix prices", off="they never do")
    LETDOWN = Described(does="promises raise what is expected", off="nobody expects them to be kept")
    SLOWING = Described(does="strain slows work", off="it does not")
    SLIPS = Described(does="strain makes errors", off="it makes none")
    RESILIENCE = Described(does="the same demands strain some people more than others", off="all bear alike")
    ABILITY = Described(does="some people get more done in an hour than others", off="all are alike")
    REALISED = Described(
        does="the plan of staff goes by hours spent on a standard hour",
        off="it goes by standard times and friction",
    )
    OVERFLOW = Described(
        does="teams of a firm take each other's overflow", off="every customer keeps its team"
    )
    QUALITY = Described(does="satisfaction remembers the quality perceived", off="it answers surprises alone")
    FAIRNESS = Described(does="a price above the usual is felt as unfair", off="it is not felt")
    THRIFT = Described(does="customers ask a dear firm for less", off="they ask for as much")
    LIKING = Described(
        does="a customer likes one firm more than another, and for good", off="all firms are liked alike"
    )
    REASONS = Described(
        does="customers compare firms for a reason: discontent, price, a problem", off="only by occasion"
    )
    LOYALTY = Described(does="the loyal complain more, and leave less at once", off="all complain alike")
    WITHDRAWAL = Described(does="customers take back what is far too late", off="they wait for ever")
    CLAIM_HABIT = Described(
        does="customers learn whether calling things urgent works", off="their habit stays what it was"
    )
    FAILURE_DEMAND = Described(
        does="customers come back with failures from upstream", off="all are repaired at once at the desk"
    )
    WORD = Described(
        does="what was declared for employees and is taken back breaks trust", off="nobody minds"
    )
    ANSWERING = Described(does="firms answer rivals who take their customers", off="they do not")
    POSTPONING = Described(does="executives about to leave postpone what pays later", off="they do not")
    END_TO_END = Described(
        does="departments repair what their measure makes worthwhile", off="they are measured as ordinarily"
    )
    BOTTOM_UP = Described(does="ideas of employees improve the firm", off="they do nothing")
    SUSPICION = Described(does="the regulator follows complaints", off="it audits all firms alike")
    PERCEIVED_RISK = Described(
        does="executives reckon with the audits that they have seen", off="they know the true rate"
    )


MECHANISMS: dict[str, Mechanism] = {mechanism.name.lower(): mechanism for mechanism in Mechanism}
"""Mechanism by the name that scenarios and commands use; in the order of the rows."""
