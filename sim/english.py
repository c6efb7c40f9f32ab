"""English: articles, counts with their nouns, words in a row, sentences."""

from collections.abc import Sequence

SILENT_H = ("hour", "honest", "heir")
PEOPLE = {"person": "people"}
"""Nouns whose plural does not end in s."""


def counted(count: int, noun: str) -> str:
    """A count with its noun, given in the singular: "1 world", "2,000 worlds"."""
    return f"{count:,} {noun if count == 1 else plural(noun)}"


def plural(noun: str) -> str:
    """The plural of a noun; of a phrase, that of its last word."""
    if noun in PEOPLE:
        return PEOPLE[noun]
    consonant_y = noun.endswith("y") and noun[-2:-1] not in tuple("aeiou")
    return f"{noun[:-1]}ies" if consonant_y else f"{noun}s"


def singular(phrase: str) -> str:
    """A phrase with its first word in the singular, as one of it is called: "request an employee"."""
    first, space, rest = phrase.partition(" ")
    one = next((noun for noun, many in PEOPLE.items() if many == first), first.removesuffix("s"))
    return one + space + rest


def with_article(noun: str) -> str:
    """A noun after "a" or "an"."""
    vowel = noun.startswith((*"aeio", *SILENT_H)) or (noun.startswith("u") and not noun.startswith("uni"))
    return f"{'an' if vowel else 'a'} {noun}"


def listed(names: Sequence[str]) -> str:
    """Words in a row: "pay, price and wage"."""
    return " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)


def sentence(text: str) -> str:
    """A text with a capital and a full stop."""
    return f"{text[:1].upper()}{text[1:]}."
