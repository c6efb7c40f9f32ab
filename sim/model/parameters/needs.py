"""Constants of what customers need: how needs move, and the season in which more of them come up."""

from sim.model.quantities import Quantity, Section, number


class Needs(Section):
    """What customers need beyond what they say, and how the world in which firms work hangs together and changes."""

    need_drift: Quantity = number(
        0.0,
        unit="1/year",
        source="assumed",
        meaning="turbulence: spread of what customers need after a year",
        low=0,
        high=5,
    )
    stated_delay: Quantity = number(
        104,
        unit="weeks",
        source="assumed",
        meaning="time in which what customers say follows what they need",
        low=1,
        high=1040,
    )
    fit_width: Quantity = number(
        1.0,
        unit="1",
        source="assumed",
        meaning="distance from the need at which a product fits by 0.61",
        low=0.1,
        high=10,
    )
    misfit_weight: Quantity = number(
        0.4,
        unit="share",
        source="assumed",
        meaning="experience lost to a product that does not fit at all",
        low=0,
        high=1,
    )
    complexity: Quantity = number(
        0.0,
        unit="1",
        source="assumed; form levinthal1997",
        meaning="strength with which practices interact in what they do for productivity",
        low=0,
        high=5,
    )
    landscape_drift: Quantity = number(
        0.0,
        unit="1/year",
        source="assumed",
        meaning="turbulence: how often those interactions are drawn anew",
        low=0,
        high=4,
    )
    capability_weeks: Quantity = number(
        52,
        unit="weeks",
        source="assumed",
        meaning="time in which what practices do together shows",
        low=1,
        high=520,
    )


class Surge(Section):
    """A yearly surge in demand, and a step that lasts; a factor of 1 means none."""

    surge_week: Quantity = number(
        47,
        unit="week of the year",
        source="assumed",
        meaning="first week of the surge",
        low=0,
        high=51,
        whole=True,
    )
    surge_weeks: Quantity = number(
        4, unit="weeks", source="assumed", meaning="length of the surge", low=0, high=52, whole=True
    )
    surge_factor: Quantity = number(
        1.0, unit="ratio", source="assumed", meaning="needs during the surge over normal", low=0.1, high=10
    )
    surge_abuse: Quantity = number(
        1.0,
        unit="ratio",
        source="assumed",
        meaning="abusive contacts during the surge over normal",
        low=0,
        high=20,
    )
    demand_step: Quantity = number(
        1.0,
        unit="ratio",
        source="assumed",
        meaning="needs from the start of the policies on over those before",
        low=0.1,
        high=10,
    )
