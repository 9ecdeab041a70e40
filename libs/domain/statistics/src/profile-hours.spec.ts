import { describe, expect, it } from '@jest/globals';
import { hourOf, hoursOf, range } from './hours.fixture.ts';
import { profileHours } from './profile-hours.ts';

const options = { minCoverage: 0.8 };

describe('profileHours', () => {
  it('a profile has a summary for each hour of the week', () => {
    const hours = hoursOf(range(0, 28), (day, hour) => hour + Math.floor(day / 7));
    const { cells } = profileHours(hours, options);
    expect(cells).toHaveLength(168);
    expect(cells[8]).toEqual({
      weekday: 1,
      hour: 8,
      summary: { median: 9.5, p15: 8.45, p85: 10.55, mean: 9.5 },
      hours: 4,
      leftOut: 0,
      expected: 1440,
      measured: 1440,
    });
    expect(cells.at(-1)).toMatchObject({ weekday: 7, hour: 23 });
  });

  it('a profile leaves out hours below the minimum coverage, counts them, and keeps their slots in the coverage', () => {
    const poor = { ...hourOf(7, 8, 999), measured: 287 };
    const enough = { ...hourOf(14, 8, 30), measured: 288 };
    const profile = profileHours([hourOf(0, 8, 10), poor, enough, hourOf(21, 8, null)], options);
    expect(profile.cells).toEqual([
      expect.objectContaining({ hours: 2, leftOut: 2, expected: 1440, measured: 360 + 287 + 288 }),
    ]);
    expect(profile.cells[0]?.summary).toMatchObject({ mean: 20 });
    expect(profile).toMatchObject({ leftOut: 2 });
  });

  it('a profile has no summary for an hour that was never measured, and no cell without expected slots', () => {
    const paused = { ...hourOf(1, 9, null), expected: 0 };
    const { cells, peak } = profileHours([hourOf(0, 8, null), paused], options);
    expect(cells).toEqual([expect.objectContaining({ weekday: 1, hour: 8, summary: undefined, leftOut: 1 })]);
    expect(peak).toBeUndefined();
  });

  it('the peak is the hour of the week with the highest median, and not one that was measured rarely', () => {
    const hours = hoursOf(range(0, 28), (_, hour) => (hour === 17 ? 50 : 10)).filter(
      ({ hour, weekday }) => hour !== 3 || weekday !== 2,
    );
    const { peak } = profileHours([...hours, hourOf(1, 3, 500)], options);
    expect(peak).toMatchObject({ weekday: 1, hour: 17, hours: 4 });
  });

  it('time above a target counts hours that reach it, and their days', () => {
    const hours = [hourOf(0, 8, 0.85), hourOf(0, 9, 0.9), hourOf(1, 8, 0.849), hourOf(2, 8, 1)];
    expect(profileHours(hours, { ...options, target: 0.85 }).aboveTarget).toEqual({
      hours: 3,
      share: 0.75,
      days: 2,
    });
    expect(profileHours(hours, options).aboveTarget).toBeUndefined();
    expect(profileHours([], { ...options, target: 1 }).aboveTarget).toEqual({
      hours: 0,
      share: undefined,
      days: 0,
    });
  });
});
