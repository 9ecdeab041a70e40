import { describe, expect, it } from '@jest/globals';
import type { PicturePoint } from '@vialog/contracts';
import { snapPoint } from './snap.ts';

const size = { width: 1000, height: 500 };
const shapes: PicturePoint[][] = [
  [
    [0.2, 0.2],
    [0.4, 0.2],
    [0.4, 0.4],
    [0.2, 0.4],
  ],
];

describe('snapPoint', () => {
  it('snaps to a corner of another shape within 9 px', () => {
    expect(snapPoint([0.405, 0.205], shapes, size)).toEqual([0.4, 0.2]);
    expect(snapPoint([0.42, 0.22], shapes, size)).toEqual([0.42, 0.22]);
  });

  it('snaps to the nearest point of an edge within 7 px', () => {
    const [x, y] = snapPoint([0.3, 0.21], shapes, size);
    expect([x, y]).toEqual([0.3, 0.2]);
  });

  it('snaps to the edges and corners of the picture', () => {
    expect(snapPoint([0.6, 0.995], [], size)).toEqual([0.6, 1]);
    expect(snapPoint([0.995, 0.995], [], size)).toEqual([1, 1]);
  });
});
