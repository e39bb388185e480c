import type { ProjectSeed } from "../project.ts";

/** A Python service that forecasts demand. */
export const mealForecast: ProjectSeed = {
	name: "meal-forecast",
	description: "Forecasts how many meals are wanted tomorrow",
	language: "Python",
	private: true,
	files: {
		"README.md": `# meal-forecast

Forecasts tomorrow's demand from past orders and the weather.

    python -m pytest
`,
		"pyproject.toml": `[project]
name = "meal-forecast"
version = "0.3.0"
requires-python = ">=3.12"
`,
		"forecast/__init__.py": "",
		"forecast/model.py": `"""A seasonal average: the same weekday counts most."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class DailyDemand:
    day: date
    dish_id: str
    meals: int


def forecast(history: list[DailyDemand], day: date, dish_id: str) -> float:
    """Expected meals of a dish on a day; 0 without any history of the dish."""
    past = [row for row in history if row.dish_id == dish_id and row.day < day]
    if not past:
        return 0.0
    same_weekday = [row.meals for row in past if row.day.weekday() == day.weekday()]
    sample = same_weekday or [row.meals for row in past]
    return sum(sample) / len(sample)
`,
		"forecast/loader.py": `"""Reads past orders from CSV exports."""

import csv
from datetime import date
from pathlib import Path

from forecast.model import DailyDemand


def load_history(path: Path) -> list[DailyDemand]:
    """Rows of an export with the columns day, dish_id and meals."""
    with path.open(newline="", encoding="utf-8") as file:
        return [
            DailyDemand(date.fromisoformat(row["day"]), row["dish_id"], int(row["meals"]))
            for row in csv.DictReader(file)
        ]
`,
		"forecast/weather.py": `"""How the weather moves demand."""

RAIN_FACTOR = 1.12
HEAT_FACTOR = 0.9
HEAT_CELSIUS = 30.0


def weather_factor(rain_millimetres: float, celsius: float) -> float:
    """People stay in when it rains and eat less when it is hot."""
    factor = 1.0
    if rain_millimetres > 1.0:
        factor *= RAIN_FACTOR
    if celsius >= HEAT_CELSIUS:
        factor *= HEAT_FACTOR
    return factor
`,
		"tests/test_model.py": `from datetime import date

from forecast.model import DailyDemand, forecast

MONDAY = date(2026, 3, 2)


def test_same_weekday_counts():
    history = [
        DailyDemand(date(2026, 2, 23), "soup", 40),
        DailyDemand(date(2026, 2, 24), "soup", 10),
    ]
    assert forecast(history, MONDAY, "soup") == 40


def test_unknown_dish_is_zero():
    assert forecast([], MONDAY, "soup") == 0
`,
		"tests/test_weather.py": `from forecast.weather import HEAT_FACTOR, RAIN_FACTOR, weather_factor


def test_rain_raises_demand():
    assert weather_factor(5, 15) == RAIN_FACTOR


def test_heat_lowers_demand():
    assert weather_factor(0, 33) == HEAT_FACTOR
`,
	},
	changes: [
		{
			branch: "skip-broken-rows",
			title: "Name the line of a broken CSV row",
			body: "A single bad number stopped the nightly run with a bare ValueError.\n\nNow the error says which line, and a test proves it.",
			edits: {
				"forecast/loader.py": [
					[
						`        return [
            DailyDemand(date.fromisoformat(row["day"]), row["dish_id"], int(row["meals"]))
            for row in csv.DictReader(file)
        ]
`,
						`        return [_parse(row, line) for line, row in enumerate(csv.DictReader(file), start=2)]


def _parse(row: dict[str, str], line: int) -> DailyDemand:
    try:
        return DailyDemand(date.fromisoformat(row["day"]), row["dish_id"], int(row["meals"]))
    except (KeyError, ValueError) as error:
        raise ValueError(f"line {line}: {error}") from error
`,
					],
				],
			},
			adds: {
				"tests/test_loader.py": `import pytest

from forecast.loader import load_history


def test_names_the_broken_line(tmp_path):
    export = tmp_path / "export.csv"
    export.write_text("day,dish_id,meals\\n2026-03-02,soup,many\\n")
    with pytest.raises(ValueError, match="line 2"):
        load_history(export)
`,
			},
			outcome: "merged",
			labels: ["bug"],
			verdict: "APPROVED",
			threads: [
				{
					path: "forecast/loader.py",
					at: "except (KeyError, ValueError)",
					body: "Good that the cause is kept with `from error`.",
				},
			],
		},
		{
			branch: "trend",
			title: "Weigh recent weeks more",
			body: "Exponential weights, half-life of four weeks. Backtest over 2025: error down from 14 % to 11 %.",
			edits: {
				"forecast/model.py": [
					[
						"    return sum(sample) / len(sample)\n",
						"    return _weighted(sample)\n\n\ndef _weighted(meals: list[int]) -> float:\n    weights = [0.5 ** ((len(meals) - 1 - i) / 4) for i in range(len(meals))]\n    return sum(w * m for w, m in zip(weights, meals)) / sum(weights)\n",
					],
				],
			},
			outcome: "merged",
			labels: ["enhancement"],
			verdict: "APPROVED",
			summary: "The backtest convinces me. Please add it to the repository next.",
			threads: [
				{
					path: "forecast/model.py",
					at: "weights = [",
					body: "This relies on `meals` being in order of days. Who guarantees that?",
					replies: [
						"The export is sorted; I will add a sort in a follow-up.",
						"Opened an issue so that it is not lost.",
					],
				},
			],
		},
		{
			branch: "holidays",
			title: "Know public holidays",
			body: "No demand on public holidays. The list is for Bavaria for now.",
			adds: {
				"forecast/holidays.py": `"""Days on which the canteen is closed."""

from datetime import date

HOLIDAYS = {date(2026, 1, 1), date(2026, 1, 6), date(2026, 5, 1), date(2026, 10, 3), date(2026, 12, 25)}


def is_closed(day: date) -> bool:
    """Weekends and public holidays."""
    return day.weekday() >= 5 or day in HOLIDAYS
`,
			},
			outcome: "open",
			labels: ["enhancement"],
			verdict: "CHANGES_REQUESTED",
			summary: "Nice and small. A test for a weekend and one for a holiday, please.",
		},
		{
			branch: "rain-data",
			title: "Read rain from the weather service",
			body: null,
			adds: {
				"forecast/rain.py": `"""Rain of tomorrow, from the weather service."""

import json
from urllib.request import urlopen


def rain_tomorrow(url: str) -> float:
    with urlopen(url) as answer:
        return json.load(answer)["daily"]["rain_sum"][1]
`,
			},
			outcome: "open",
		},
	],
	issues: [
		{ title: "Sort history before weighing it", body: "See the thread at `_weighted`.", labels: ["bug"] },
		{
			title: "Keep the backtest in the repository",
			body: "So that everyone can repeat the numbers.",
			labels: ["documentation"],
			comments: ["+1"],
		},
		{
			title: "Nightly run failed on 3 February",
			body: "ValueError: invalid literal for int()",
			labels: ["bug"],
			closed: true,
		},
	],
};
