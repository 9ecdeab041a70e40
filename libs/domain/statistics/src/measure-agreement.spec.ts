import { describe, expect, it } from '@jest/globals';
import { measureAgreement, type FigurePair } from './measure-agreement.ts';
import { normalNumbers, range } from './hours.fixture.ts';

/** One pair per hour; the values follow from the references by a rule. */
const pairsOf = (days: number, rule: (reference: number, day: number) => number): FigurePair[] =>
  range(0, days * 24).map((i) => {
    const [day, hour] = [Math.floor(i / 24), i % 24];
    const reference = 40 + 10 * (hour % 6) + (day % 7);
    return { day, reference, value: rule(reference, day) };
  });

describe('measureAgreement', () => {
  it('a constant difference is found exactly, without an error band', () => {
    const { pairs, days, bias, biasInterval, limits } = measureAgreement(pairsOf(8, (r) => r - 3));
    expect({ pairs, days, bias }).toEqual({ pairs: 192, days: 8, bias: -3 });
    expect([biasInterval, limits]).toEqual([
      { low: -3, high: -3 },
      { low: -3, high: -3 },
    ]);
  });

  it('a constant ratio is found exactly', () => {
    const { ratio, ratioInterval, mean, referenceMean } = measureAgreement(pairsOf(8, (r) => r * 0.75));
    expect([ratio, mean / referenceMean]).toEqual([0.75, 0.75]);
    expect(ratioInterval).toEqual({ low: 0.75, high: 0.75 });
  });

  it('limits of agreement are those that Bland and Altman published for peak flow meters', () => {
    // Large and mini Wright meter, 17 persons (Lancet 1986): mean −2.1, standard deviation 38.8 l/min.
    const wright = [494, 395, 516, 434, 476, 557, 413, 442, 650, 433, 417, 656, 267, 478, 178, 423, 427];
    const mini = [512, 430, 520, 428, 500, 600, 364, 380, 658, 445, 432, 626, 260, 477, 259, 350, 451];
    const { bias, limits } = measureAgreement(
      wright.map((value, day) => ({ day, value, reference: mini[day] ?? 0 })),
    );
    expect(bias).toBeCloseTo(-2.1, 1);
    expect(limits.low).toBeCloseTo(-78.1, 0);
    expect(limits.high).toBeCloseTo(73.9, 0);
  });

  it('the interval of the ratio contains the true ratio of days that differ in most samples', () => {
    const hits = range(0, 40).filter((seed) => {
      const noise = normalNumbers(seed + 1);
      const ofDay = range(0, 21).map(() => 0.9 + 0.05 * noise());
      const { ratioInterval } = measureAgreement(pairsOf(21, (r, day) => r * (ofDay[day] ?? 0)));
      return ratioInterval && ratioInterval.low <= 0.9 && ratioInterval.high >= 0.9;
    });
    expect(hits.length).toBeGreaterThanOrEqual(34);
  });

  it('there is no ratio to a reference that is always 0', () => {
    const pairs = range(0, 48).map((i) => ({ day: Math.floor(i / 24), reference: 0, value: 2 }));
    const { ratio, ratioInterval, bias } = measureAgreement(pairs);
    expect({ ratio, ratioInterval, bias }).toEqual({ ratio: undefined, ratioInterval: undefined, bias: 2 });
  });

  it('the same pairs always have the same intervals', () => {
    const noise = normalNumbers(7);
    const pairs = pairsOf(10, (r) => r + noise());
    expect(measureAgreement(pairs)).toEqual(measureAgreement(pairs));
  });
});
