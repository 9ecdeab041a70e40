import type { Position } from '@vialog/contracts';

/** Middle of the demo town, from which everything in it is measured. */
const middle = [112.204, 31.029] as const;
const metresPerDegree = 111_320;
const metresPerLongitude = metresPerDegree * Math.cos((middle[1] * Math.PI) / 180);

/** East and north of the middle, metres. */
export type Metres = readonly [east: number, north: number];

/** The position of a point of the town, WGS-84. */
export const positionOf = ([east, north]: Metres): Position => [
  round(middle[0] + east / metresPerLongitude),
  round(middle[1] + north / metresPerDegree),
];

const round = (degrees: number): number => Math.round(degrees * 1e6) / 1e6;
