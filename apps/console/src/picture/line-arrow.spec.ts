import { describe, expect, it } from '@jest/globals';
import { lineArrow } from './line-arrow.ts';

describe('the arrow of a line', () => {
  it('points down for a line that runs to the right, and up for the reversed line', () => {
    const line: [number, number][] = [
      [0.2, 0.5],
      [0.8, 0.5],
    ];
    expect(lineArrow(line)).toMatchObject({ from: [800, 450], tip: [800, 540] });
    expect(lineArrow(line.toReversed())).toMatchObject({ from: [800, 450], tip: [800, 360] });
  });

  it('stands on the longest segment of a line with corners', () => {
    const arrow = lineArrow([
      [0.1, 0.1],
      [0.1, 0.2],
      [0.9, 0.2],
    ]);
    expect(arrow?.from).toEqual([800, 180]);
  });

  it('keeps its labels inside the picture', () => {
    const arrow = lineArrow([
      [0.1, 1],
      [0.9, 1],
    ]);
    expect(arrow?.inboundLabel[1]).toBeLessThan(900);
  });

  it('the arrow of a line is absent for a line without length', () => {
    expect(lineArrow([[0.5, 0.5]])).toBeUndefined();
    expect(
      lineArrow([
        [0.5, 0.5],
        [0.5, 0.5],
      ]),
    ).toBeUndefined();
  });
});
