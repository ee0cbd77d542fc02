"""Intervals by bootstrap over reports."""

from __future__ import annotations

from marsad.cli.intervals import all_figures, find_intervals
from marsad.cli.tallies import Tally


def part(right: int, gold: int, coded: int) -> Tally:
    tally = Tally(reports=1)
    tally.add("event", right=right, gold=gold, coded=coded)
    tally.add("hands-free", right=right)
    return tally


def test_the_interval_holds_the_figure_and_is_the_same_each_time() -> None:
    whole = Tally()
    for n in range(30):
        whole.take(part(2 if n % 3 else 0, 2, 2))
    low, high = find_intervals(whole.parts, all_figures)["event"]
    assert low < whole.figure("event").f1 < high
    assert (low, high) == find_intervals(whole.parts, all_figures)["event"]
    assert whole.reports == 30


def test_more_reports_narrow_it_and_like_ones_close_it() -> None:
    few = find_intervals([part(n % 2, 1, 1) for n in range(10)], all_figures)["event"]
    many = find_intervals([part(n % 2, 1, 1) for n in range(200)], all_figures)["event"]
    assert many[1] - many[0] < few[1] - few[0]
    assert find_intervals([part(1, 1, 1)] * 5, all_figures)["event"] == (1.0, 1.0)


def test_one_report_has_no_interval_and_what_nobody_coded_none_either() -> None:
    assert find_intervals([part(1, 1, 1)], all_figures) == {}
    assert "place" not in find_intervals([part(1, 1, 1), part(0, 1, 1)], all_figures)
