"""The how-to pages are true: their Python runs, their commands are understood, their scripts and manifests parse."""

import os
import re
import shlex
import subprocess
import sys
import tomllib
from importlib.util import find_spec

import pytest
import yaml

from sim.cli import app
from sim.design.designs import points
from sim.design.question import load_question
from sim.sweeps import runner
from tests.command_line import SMALL
from tests.paths import ROOT
from tests.sweeps.processes import on_a_page
from tests.sweeps.test_sweep import TINY

PAGES = {
    name: (ROOT / "docs" / f"{name}.md").read_text(encoding="utf-8")
    for name in ("experiments", "peers", "clusters")
}
EVERYTHING = "\n".join(PAGES.values())


def blocks(text: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", text, flags=re.S | re.M)


def commands(text: str) -> list[str]:
    """The calls of sim in scripts, with what a shell would fill in filled in."""
    text = text.replace("\\\n", " ").replace("$i/4", "1/4")
    text = re.sub(r"\$\(\((?:i|JOB_COMPLETION_INDEX) \+ 1\)\)/(?:\$\{#hosts\[@\]\}|8)", "1/8", text)
    text = text.replace('"$SLURM_ARRAY_TASK_ID/$SLURM_ARRAY_TASK_COUNT"', "1/8")
    text = re.sub(r'"?\$SLURM_CPUS_PER_TASK"?', "4", text)
    found = re.findall(
        r'(?:^|[ /])sim ((?:sweep|work|results|validate) [^"\n&#]*(?:"[^"\n]*")?)', text, flags=re.M
    )
    return [command.strip() for command in found]


def test_the_question_on_the_page_loads_and_every_key_is_explained(tmp_path):
    question, goals, money, precision = blocks(PAGES["experiments"], "toml")
    path = tmp_path / "backing.toml"
    series, _, money = money.partition("\n\n")
    path.write_text("\n".join([goals, series, question, money, precision]), encoding="utf-8")
    wanted = load_question(path)
    assert (len(wanted.goals), wanted.money is None) == (2, False)
    path.write_text(question + precision, encoding="utf-8")
    assert len(points(load_question(path))) == 4 * 2 * 2
    assert all(
        f"`{key}`" in PAGES["experiments"] for key in tomllib.loads(question) if key in ("factors", "effects")
    )


def test_python_on_the_page_about_experiments_runs_in_order(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(runner, "default_workers", lambda: 1)  # starting workers takes longer than the work
    names: dict = {}
    for block in blocks(PAGES["experiments"], "python"):
        if "polars" in block and not find_spec("polars"):
            continue
        exec(compile(on_a_page(block, tmp_path), "experiments.md", "exec"), names)
    assert (tmp_path / "runs.parquet").is_file()


@pytest.mark.parametrize("block", blocks(EVERYTHING, "python"))
def test_python_compiles(block):
    compile(block, "page", "exec")


SCRIPTS = blocks(EVERYTHING, "sh") + blocks(EVERYTHING, "bash")
MANIFESTS = [
    manifest for block in blocks(PAGES["clusters"], "yaml") for manifest in yaml.safe_load_all(block)
]


@pytest.mark.parametrize("script", SCRIPTS)
def test_scripts_parse(script):
    done = subprocess.run(["bash", "-n"], input=script, text=True, capture_output=True)
    assert (done.returncode, done.stderr) == (0, "")


def containers(manifest: dict) -> list[dict]:
    return manifest["spec"].get("template", {"spec": {"containers": []}})["spec"]["containers"]


def test_manifests_are_complete():
    assert {manifest["kind"] for manifest in MANIFESTS} == {"Job", "Service", "Deployment"}
    for manifest in MANIFESTS:
        assert {"apiVersion", "kind", "metadata", "spec"} <= set(manifest)
        if manifest["kind"] == "Deployment":
            labels = manifest["spec"]["template"]["metadata"]["labels"]
            assert manifest["spec"]["selector"]["matchLabels"] == labels
        for container in containers(manifest):
            mounted = {mount["name"] for mount in container.get("volumeMounts", ())}
            assert mounted <= {
                volume["name"] for volume in manifest["spec"]["template"]["spec"].get("volumes", ())
            }


@pytest.mark.slow
def test_kubernetes_would_accept_the_manifests():
    kubernetes = pytest.importorskip("kubernetes_validate", reason="needs `pip install kubernetes-validate`")
    for manifest in MANIFESTS:
        kubernetes.validate(manifest, kubernetes.latest_version(), strict=True)


def container_commands() -> list[str]:
    each = [container for manifest in MANIFESTS for container in containers(manifest)]
    return [" ".join([*container["command"], *container.get("args", ())]) for container in each]


@pytest.mark.parametrize("command", commands("\n".join([*SCRIPTS, *container_commands()])))
def test_commands_are_understood(command, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    words = shlex.split(command.replace("--cluster tcp", "--cluster=tcp"))
    if words[0] in ("results", "report", "explore", "analyse"):
        for word in words[1:]:
            (tmp_path / word / "runs").mkdir(parents=True, exist_ok=True)  # the stores that it names
    app.parse_args(words, exit_on_error=False, print_error=False)


def test_every_way_is_shown():
    shown = commands("\n".join([*SCRIPTS, *container_commands()]))
    assert sum(command.startswith("work") for command in shown) == 4, "one machine, SSH, SLURM, Kubernetes"
    assert sum("--cluster" in command for command in shown) == 3, "SSH, SLURM, Kubernetes"


@pytest.mark.slow
def test_shards_on_one_machine_run_as_the_page_says(tmp_path):
    """The page's own loop, with a tiny experiment in the place of the one that it names."""
    loop = next(script for script in blocks(PAGES["clusters"], "sh") if "for i in" in script)
    loop = re.sub(r"(work|sweep) friction", r"\1 friction.toml", loop)
    (tmp_path / "friction.toml").write_text(TINY, encoding="utf-8")
    (tmp_path / "small.toml").write_text(SMALL, encoding="utf-8")
    python = f'sim() {{ {shlex.quote(sys.executable)} -m sim.cli "$@"; }}\n'
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", python + loop],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    assert "All 4 worlds that were asked for." in done.stdout
    assert "People only minus neutral" in done.stdout


def test_the_readme_leads_to_every_page():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [name for name in PAGES if f"docs/{name}.md" not in readme] == []
