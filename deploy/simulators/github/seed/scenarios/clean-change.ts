import { newFile, type Scenario, type ScenarioFiles } from "./scenario.ts";

/** A small change as one would wish for: described, tested, one subject. */
export const cleanChange: Scenario = {
	name: "clean-change",
	about: "A good change: one subject, described, with tests",
	branch: "opening-hours",
	title: "Know the opening hours",
	body: `Guests should not order when the kitchen is closed.

- one function decides whether the kitchen is open at an hour
- tests cover both edges and the hour before and after them

The page that uses it follows in a change of its own.`,
	files(language): ScenarioFiles {
		if (language === "Python") {
			return {
				"forecast/hours.py": newFile(`"""When the kitchen is open."""

OPENS = 11
CLOSES = 15


def is_open(hour: int) -> bool:
    """Whether the kitchen serves during an hour of the day; the closing hour no longer counts."""
    return OPENS <= hour < CLOSES
`),
				"tests/test_hours.py": newFile(`import pytest

from forecast.hours import is_open


@pytest.mark.parametrize(("hour", "expected"), [(10, False), (11, True), (14, True), (15, False)])
def test_edges_of_the_day(hour, expected):
    assert is_open(hour) is expected
`),
			};
		}
		if (language === "Java") {
			return {
				"src/main/java/org/example/orders/OpeningHours.java": newFile(`package org.example.orders;

import java.time.LocalTime;

/** When the kitchen serves: from the opening time up to, but not including, the closing time. */
public record OpeningHours(LocalTime opens, LocalTime closes) {
    public boolean includes(LocalTime time) {
        return !time.isBefore(opens) && time.isBefore(closes);
    }
}
`),
				"src/test/java/org/example/orders/OpeningHoursTest.java": newFile(`package org.example.orders;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalTime;
import org.junit.jupiter.api.Test;

class OpeningHoursTest {
    private final OpeningHours lunch = new OpeningHours(LocalTime.of(11, 0), LocalTime.of(15, 0));

    @Test
    void includesTheOpeningTime() {
        assertTrue(lunch.includes(LocalTime.of(11, 0)));
    }

    @Test
    void excludesTheClosingTime() {
        assertFalse(lunch.includes(LocalTime.of(15, 0)));
    }
}
`),
			};
		}
		return {
			"src/opening-hours.ts": newFile(`export interface OpeningHours {
	opens: number;
	closes: number;
}

/** Whether the kitchen serves during an hour of the day; the closing hour no longer counts. */
export function isOpen(hours: OpeningHours, hour: number): boolean {
	return hour >= hours.opens && hour < hours.closes;
}
`),
			"test/opening-hours.test.ts": newFile(`import assert from "node:assert/strict";
import { test } from "node:test";
import { isOpen } from "../src/opening-hours.ts";

const lunch = { opens: 11, closes: 15 };

test("is open from the first hour on", () => {
	assert.equal(isOpen(lunch, 10), false);
	assert.equal(isOpen(lunch, 11), true);
});

test("is closed at the closing hour", () => {
	assert.equal(isOpen(lunch, 14), true);
	assert.equal(isOpen(lunch, 15), false);
});
`),
		};
	},
};
