"""A small validator of JSON Schemas, of the words that ours use."""

from typing import Any

TYPES = {
    "object": dict,
    "array": list,
    "string": str,
    "number": (int, float),
    "integer": int,
    "null": type(None),
    "boolean": bool,
}
SAYS_NOTHING = {"$schema", "$defs", "title", "description", "default"}


def errors(given: Any, schema: dict, place: str = "", root: dict | None = None) -> list[str]:
    """Where something breaks the schema, and by which word; fails on words that it does not know."""
    root = root or schema
    found = []
    for word, wanted in schema.items():
        if word in SAYS_NOTHING:
            continue
        if word == "$ref":
            found += errors(given, root["$defs"][wanted.removeprefix("#/$defs/")], place, root)
        elif word == "anyOf":
            if all(errors(given, choice, place, root) for choice in wanted):
                found.append(f"{place}: anyOf")
        elif word == "properties":
            for name, inner in wanted.items():
                if isinstance(given, dict) and name in given:
                    found += errors(given[name], inner, f"{place}.{name}".lstrip("."), root)
        elif word == "items":
            for index, item in enumerate(given if isinstance(given, list) else ()):
                found += errors(item, wanted, f"{place}.{index}", root)
        elif word == "propertyNames":
            for name in given if isinstance(given, dict) else ():
                found += errors(name, wanted, f"{place}.{name}", root)
        elif word == "additionalProperties" and wanted is not False:
            for name, value in given.items() if isinstance(given, dict) else ():
                found += errors(value, wanted, f"{place}.{name}", root)
        elif not holds(given, word, wanted, schema):
            found.append(f"{place}: {word}")
    return found


def holds(given: Any, word: str, wanted: Any, schema: dict) -> bool:
    """Whether a value keeps to one word of a schema; a word about another type of value always holds."""
    number = isinstance(given, int | float) and not isinstance(given, bool)
    match word:
        case "type":
            return isinstance(given, TYPES[wanted]) and (wanted == "boolean" or not isinstance(given, bool))
        case "const":
            return given == wanted
        case "enum":
            return given in wanted
        case "minimum":
            return not number or given >= wanted
        case "exclusiveMinimum":
            return not number or given > wanted
        case "exclusiveMaximum":
            return not number or given < wanted
        case "maximum":
            return not number or given <= wanted
        case "multipleOf":
            return not number or given % wanted == 0
        case "minLength":
            return not isinstance(given, str) or len(given) >= wanted
        case "minItems":
            return not isinstance(given, list) or len(given) >= wanted
        case "required":
            return not isinstance(given, dict) or set(wanted) <= set(given)
        case "additionalProperties":
            assert wanted is False
            return not isinstance(given, dict) or set(given) <= set(schema["properties"])
    raise AssertionError(f"the schema says {word!r}, which this test does not know")
