"""sim explore: what if, asked of a sweep that has been run, in one HTML file."""

from sim.cli.analyse import Experiment, Out, Results, opened


def explore(results: Results, /, *, experiment: Experiment = None, out: Out = None) -> None:
    """Write a what-if page: sliders over a sweep that has been run, in one HTML file that opens anywhere.

    Between the points that were simulated it interpolates, and says how well.

    Example: sim explore results/friction
    """
    from sim.view.whatif.explore import write_explore

    finished, path = opened("explore", results, experiment, out)
    print(write_explore(finished, path))
