"""Fuzzing guided by coverage, in a process of its own: `python tests/fuzz/guided.py KIND FOLDER -runs=20000 -seed=1`.

Atheris changes the bytes of the project's own files, keeps what reaches new branches of our parsers and of Python's
TOML, and changes that further. An error other than a refusal that names the file is reported with its input, and ends
the process with an exit code. Policies are left out: they are code, and changed at random they would be run.
"""

import sys
from pathlib import Path

import atheris

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

with atheris.instrument_imports(include=["sim", "tomllib"]):
    from sim.calibration.months import read_months
    from sim.calibration.to_client import rates
    from sim.claims.load import CLAIMS_FILE, load_claims
    from sim.design import designs
    from sim.design.question import load_question
    from sim.errors import InputError
    from sim.model.scenario import read_scenario
    from sim.places import experiment_files, scenario_files

PARSERS = {
    "scenario": (read_scenario, scenario_files().values()),
    "experiment": (lambda path: designs.points(load_question(path)), experiment_files().values()),
    "claims": (load_claims, [CLAIMS_FILE]),
    "months": (lambda path: rates(read_months(path).table), [ROOT / "examples" / "client.csv"]),
}
"""Kind of file to what reads it, and to where the project has some."""


def main() -> None:
    """Fuzz one parser until as many inputs are read as asked for."""
    kind, folder, *options = sys.argv[1:]
    read, examples = PARSERS[kind]
    designs.MOST_POINTS = 1_000
    corpus = Path(folder) / "corpus"
    corpus.mkdir()
    for path in examples:
        (corpus / path.name).write_bytes(path.read_bytes())
    path = Path(folder) / f"my_{kind}{'.csv' if kind == 'months' else '.toml'}"

    def look(content: bytes) -> None:
        path.write_bytes(content)
        try:
            read(path)
        except InputError as error:
            if path.name not in str(error):
                raise RuntimeError("a message that does not name the file") from error

    atheris.Setup([sys.argv[0], str(corpus), f"-artifact_prefix={folder}/", *options], look)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
