/** Local hour of a day and the demand at it, percent; values between two knots lie on a straight line. */
type Knots = readonly (readonly [hour: number, percent: number])[];

export interface DemandPattern {
  readonly weekday: Knots;
  readonly saturday: Knots;
  readonly sunday: Knots;
  /** Days on which the pattern of another day applies: public holidays. */
  readonly holiday: 'saturday' | 'sunday';
}

const quiet: Knots = [
  [0, 6],
  [24, 6],
];

/**
 * Occupied spaces of a lot, percent, by local time. `market` is full on the market day (Saturday morning), `commuters` by day on
 * weekdays, `homes` by night, `leisure` on sunny afternoons of weekends, `school` during lessons; `quiet` is hardly used.
 */
const lotPatterns = {
  commuters: {
    weekday: [
      [0, 8],
      [6, 10],
      [8, 78],
      [9.5, 95],
      [16, 93],
      [18.5, 42],
      [21, 14],
      [24, 8],
    ],
    saturday: [
      [0, 8],
      [9, 16],
      [13, 34],
      [18, 22],
      [24, 8],
    ],
    sunday: [
      [0, 8],
      [10, 12],
      [15, 24],
      [20, 12],
      [24, 8],
    ],
    holiday: 'sunday',
  },
  market: {
    weekday: [
      [0, 10],
      [7, 18],
      [11, 58],
      [17, 66],
      [20, 40],
      [24, 10],
    ],
    saturday: [
      [0, 10],
      [5, 30],
      [7.5, 92],
      [9, 96],
      [13, 94],
      [15, 60],
      [20, 46],
      [24, 12],
    ],
    sunday: [
      [0, 12],
      [10, 30],
      [15, 55],
      [20, 34],
      [24, 10],
    ],
    holiday: 'saturday',
  },
  homes: {
    weekday: [
      [0, 84],
      [6, 82],
      [9, 34],
      [16, 36],
      [19, 70],
      [24, 84],
    ],
    saturday: [
      [0, 84],
      [10, 66],
      [16, 58],
      [21, 76],
      [24, 86],
    ],
    sunday: [
      [0, 86],
      [11, 72],
      [16, 64],
      [21, 82],
      [24, 85],
    ],
    holiday: 'sunday',
  },
  leisure: {
    weekday: [
      [0, 5],
      [9, 12],
      [15, 32],
      [19, 40],
      [24, 5],
    ],
    saturday: [
      [0, 5],
      [10, 34],
      [15, 78],
      [18, 64],
      [24, 8],
    ],
    sunday: [
      [0, 6],
      [10, 42],
      [15, 88],
      [18, 70],
      [24, 6],
    ],
    holiday: 'sunday',
  },
  school: {
    weekday: [
      [0, 4],
      [6.5, 6],
      [8, 66],
      [15, 62],
      [17, 24],
      [24, 4],
    ],
    saturday: quiet,
    sunday: quiet,
    holiday: 'sunday',
  },
  quiet: {
    weekday: [
      [0, 6],
      [9, 18],
      [16, 22],
      [24, 6],
    ],
    saturday: [
      [0, 6],
      [12, 26],
      [24, 6],
    ],
    sunday: quiet,
    holiday: 'sunday',
  },
} as const satisfies Record<string, DemandPattern>;

const closed: Knots = [
  [0, 3],
  [24, 3],
];

/** Vehicles that arrive at a works compound with two shifts, percent of the busiest hour. As many leave it. */
const arrivals: DemandPattern = {
  weekday: [
    [0, 4],
    [5, 8],
    [7, 100],
    [8.5, 30],
    [12, 24],
    [14, 46],
    [16, 16],
    [21.5, 40],
    [23, 4],
    [24, 4],
  ],
  saturday: [
    [0, 3],
    [7, 34],
    [10, 12],
    [14, 10],
    [24, 3],
  ],
  sunday: closed,
  holiday: 'sunday',
};
const departures: DemandPattern = {
  weekday: [
    [0, 6],
    [5, 3],
    [8, 13],
    [12, 28],
    [14.5, 46],
    [17, 100],
    [18.5, 32],
    [21, 20],
    [22.5, 44],
    [24, 6],
  ],
  saturday: [
    [0, 3],
    [9, 13],
    [13, 29],
    [16, 16],
    [24, 5],
  ],
  sunday: closed,
  holiday: 'sunday',
};

export const lotDemands = ['commuters', 'market', 'homes', 'leisure', 'school', 'quiet'] as const;
export const trafficDemands = ['works'] as const;
export type LotDemand = (typeof lotDemands)[number];
export type TrafficDemand = (typeof trafficDemands)[number];

export const patternOfLot = (demand: LotDemand): DemandPattern => lotPatterns[demand];

/** Vehicles of the busiest hour on a lane, as a share of those that it can carry. */
const busiestShare = 0.14;

/** The pattern of a lane, and the share of the lane that 100 percent use. */
export const patternOfLane = (
  demand: TrafficDemand,
  direction: 'inbound' | 'outbound',
): { readonly pattern: DemandPattern; readonly busiestShare: number } => ({
  pattern: { works: { inbound: arrivals, outbound: departures } }[demand][direction],
  busiestShare,
});
