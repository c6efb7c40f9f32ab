"""What things are called in a replay: policies, teams, small numbers."""

# fmt: off
TEAM_NAMES = (
    "Harbour", "Market", "Station", "Bridge", "Garden", "Mill", "Castle", "Meadow", "River", "Forest",
    "Hill", "Island", "Lake", "Orchard", "Square", "Tower", "Valley", "Well", "Abbey", "Quay",
    "Canal", "Dock", "Park", "Summit", "Field", "Grove", "Plaza", "Ridge", "Spring", "Wharf",
)
NUMBERS = (
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
)
# fmt: on
ABBREVIATIONS = ("roi",)


def named(name: str) -> str:
    """The name of a policy or a claim as a reader sees it: customer_first is "Customer first"."""
    words = " ".join(word.upper() if word in ABBREVIATIONS else word for word in name.split("_"))
    return words[:1].upper() + words[1:]


def team_name(team: int) -> str:
    """What a team is called, so that it is remembered; beyond the names that there are, by its number."""
    return TEAM_NAMES[team] if team < len(TEAM_NAMES) else str(team + 1)


def spelled(number: int) -> str:
    """A number in running text."""
    return NUMBERS[number] if number < len(NUMBERS) else f"{number:,}"
