import { z } from 'zod';

/** Measures of trends: name → unit and meaning. The API and the console read this table. */
export const measures = {
  presence: { unit: 'objects', meaning: 'Mean number of objects present, over measured time' },
  occupancy: { unit: 'ratio', meaning: 'Occupied spaces / judged spaces, mean over measured time' },
  free: { unit: 'spaces', meaning: 'Parking spaces known to be free, mean over measured time' },
  flow: { unit: 'crossings per hour', meaning: 'Crossings of lines per hour of measured time' },
  stopped: { unit: 'vehicles', meaning: 'Mean number of stopped vehicles, over measured time' },
  balance: { unit: 'crossings', meaning: 'Inbound minus outbound crossings of lines, measured slots only' },
  turnover: {
    unit: 'arrivals per space and hour',
    meaning: 'Vehicles that took a parking space, per space and hour of compared time',
  },
  stay: {
    unit: 'minutes',
    meaning: "Mean stay of vehicles in parking spaces: occupied space-time / departures (Little's law)",
  },
  estimate: {
    unit: 'vehicles, estimated',
    meaning: 'Number in a site, estimated by a set count and the balance since; never measured',
  },
} as const;
export type Measure = keyof typeof measures;
export const measure = z
  .enum(['presence', 'occupancy', 'free', 'flow', 'stopped', 'balance', 'turnover', 'stay', 'estimate'])
  .describe(
    'presence: mean number present; occupancy: occupied / judged spaces; free: mean number of spaces known to be free; ' +
      'flow: crossings of lines per hour; stopped: mean number of stopped vehicles; balance: inbound minus outbound crossings; ' +
      'turnover: arrivals per parking space and hour; stay: mean stay in parking spaces, both of at least 4 spaces; ' +
      'estimate: number in a site at the end of the point, from a set count and the balance since',
  );

/** Directions of a flow. */
export const flowDirection = z
  .enum(['both', 'inbound', 'outbound'])
  .describe('Direction of the measure flow; the other measures ignore it');
export type FlowDirection = z.infer<typeof flowDirection>;
