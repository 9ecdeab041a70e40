import { describe, expect, it } from '@jest/globals';
import { nextPeriod, phaseAt, sheetClasses, sumTaps, tapOfKey } from './hand-sheet.ts';

const at = Date.UTC(2026, 2, 2, 8, 0, 20);

describe('the period of a hand count', () => {
  it('begins with the next slot and covers two minutes of whole slots', () => {
    expect(nextPeriod(at, 60_000)).toEqual({ from: at + 40_000, to: at + 160_000 });
    expect(nextPeriod(at, 900_000)).toEqual({ from: at + 880_000, to: at + 1_780_000 });
  });

  it('skips a slot that begins at once', () => {
    expect(nextPeriod(at + 38_000, 60_000).from).toBe(at + 100_000);
  });

  it('the period of a hand count has phases by time', () => {
    const period = nextPeriod(at, 60_000);
    expect(phaseAt(undefined, at)).toBe('ready');
    expect(phaseAt(period, at)).toBe('waiting');
    expect(phaseAt(period, period.from)).toBe('counting');
    expect(phaseAt(period, period.to)).toBe('over');
  });
});

describe('the taps of a hand count', () => {
  const classes = sheetClasses(['bicycle', 'car', 'truck']);

  it('keys stand for classes: digits inbound, letters outbound', () => {
    expect(tapOfKey('1', classes)).toEqual({ direction: 'inbound', vehicleClass: 'car' });
    expect(tapOfKey('E', classes)).toEqual({ direction: 'outbound', vehicleClass: 'bicycle' });
    expect(tapOfKey('4', classes)).toBeUndefined();
  });

  it('taps are summed by direction and class', () => {
    const taps = ['1', '1', 'q', '3'].flatMap((key) => tapOfKey(key, classes) ?? []);
    expect(sumTaps(taps)).toEqual({ inbound: { car: 2, bicycle: 1 }, outbound: { car: 1 } });
  });
});
