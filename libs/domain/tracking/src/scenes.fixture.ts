import type { TrafficScene } from './traffic.fixture.ts';

const picture = { width: 640, height: 360 };
const detector = { noise: 0.03, missed: 0.05, falseBoxes: 0.05 };

/** Four lanes seen from above, two in each direction; a line across all of them. */
const road: TrafficScene = {
  picture,
  ...detector,
  line: [
    { x: 330, y: 0 },
    { x: 310, y: 360 },
  ],
  lanes: [70, 140].flatMap((y, i) => [
    {
      from: { x: -60, y },
      to: { x: 700, y: y + 10 },
      sizes: [
        { width: 70, height: 42 },
        { width: 70, height: 42 },
      ] as const,
      speed: 1.6 + 0.8 * i,
      headway: 3,
    },
    {
      from: { x: 700, y: y + 160 },
      to: { x: -60, y: y + 150 },
      sizes: [
        { width: 76, height: 44 },
        { width: 76, height: 44 },
      ] as const,
      speed: 1.5 + 0.5 * i,
      headway: 4,
    },
  ]),
};

/** A street on which vehicles come closer: boxes grow to three times their size. */
const approach: TrafficScene = {
  picture,
  ...detector,
  line: [
    { x: 20, y: 230 },
    { x: 320, y: 235 },
    { x: 620, y: 220 },
  ],
  lanes: [
    {
      from: { x: 320, y: 70 },
      to: { x: 130, y: 400 },
      sizes: [
        { width: 34, height: 28 },
        { width: 130, height: 105 },
      ],
      speed: 1.2,
      headway: 4,
    },
    {
      from: { x: 560, y: 420 },
      to: { x: 360, y: 70 },
      sizes: [
        { width: 130, height: 105 },
        { width: 32, height: 26 },
      ],
      speed: 1.4,
      headway: 5,
    },
  ],
};

/** A gate seen from steeply above: one lane, slow vehicles, large boxes. */
const gate: TrafficScene = {
  picture,
  ...detector,
  line: [
    { x: 640, y: 200 },
    { x: 0, y: 190 },
  ],
  lanes: [
    {
      from: { x: 200, y: -10 },
      to: { x: 220, y: 520 },
      sizes: [
        { width: 110, height: 150 },
        { width: 120, height: 160 },
      ],
      speed: 0.8,
      headway: 6,
    },
    {
      from: { x: 430, y: 520 },
      to: { x: 440, y: -10 },
      sizes: [
        { width: 120, height: 160 },
        { width: 110, height: 150 },
      ],
      speed: 0.9,
      headway: 7,
    },
  ],
};

/** The road with a signal beyond the line: queues stop on the line and start again. */
const jam: TrafficScene = {
  ...road,
  lanes: road.lanes.map((lane, i) => ({
    ...lane,
    headway: 1.5,
    signal: { red: 20 + 3 * i, green: 12, at: 0.85 },
  })),
};

/** The road with a pole just before the line, behind which vehicles disappear. */
const pole: TrafficScene = { ...road, pole: { x1: 270, y1: 0, x2: 345, y2: 360 } };

export const trafficScenes = { road, approach, gate, jam, pole };
