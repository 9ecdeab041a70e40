import { z } from 'zod';
import { countClass } from './count-classes.ts';
import { cameraId, modelId, zoneId } from './ids.ts';
import { instant, instantInput } from './instant.ts';
import { flowDirection, measure } from './measures.ts';
import { storedTimeZone } from './time-zone.ts';
import { eventOrigins, gapReasons } from './vocabulary.ts';

export const comparedMeasure = measure
  .extract(['flow', 'presence', 'occupancy'])
  .describe(
    'flow: crossings per hour of two lines; presence: mean number present; occupancy: occupied / judged spaces',
  );
export type ComparedMeasure = z.infer<typeof comparedMeasure>;

const comparedInterval = z
  .enum(['15m', '1h'])
  .describe('Length of the intervals that are compared, by UTC: quarter hours or hours');
const ratio = z.number().min(0).max(1);
const count = z.int().min(0);
const classes = z.array(countClass).min(1).max(6);
const direction = flowDirection.describe('Direction of the measure flow that is compared');

export const counterComparisonInput = z
  .strictObject({
    zoneId,
    counter: z.string().trim().min(1).max(40).describe('Id or code of the counter'),
    counterZoneId: zoneId.optional().describe('Zone of the counter; needed if it has more than one'),
    measure: comparedMeasure.optional().describe('Default: flow for lines, presence for other zones'),
    direction: direction.default('both'),
    counterDirection: direction
      .optional()
      .describe('Direction of the counter that corresponds to `direction`; default: the same'),
    classes: classes.optional().describe('Classes of the camera to sum; default: all counted classes'),
    counterClasses: classes
      .optional()
      .describe('Classes of the counter to sum; default: all, also numbers without a class'),
    interval: comparedInterval.default('1h'),
    startAt: instantInput.optional().describe('Start, with offset; default: 28 days before the end'),
    endAt: instantInput.optional().describe('End, with offset; default: the last interval that is over'),
    minCoverage: ratio
      .default(0.95)
      .describe('Intervals with a lower coverage of the camera or of the counter are left out, ratio'),
  })
  .describe('A comparison of a zone of a camera with a zone of a counter');
export type CounterComparisonInput = z.infer<typeof counterComparisonInput>;

const range = (what: string) =>
  z.object({ low: z.number().describe('Lower end'), high: z.number().describe('Upper end') }).describe(what);

const missingSlots = z
  .array(
    z.object({
      reason: z.enum(gapReasons).describe('Reason'),
      slots: z.int().min(1).describe('Slots, number'),
    }),
  )
  .describe('Slots that were not measured in the intervals left out, by reason, most first');

/** Intervals without a pair, number, each with one reason. */
const leftOut = z
  .object({
    camera: count.describe('Intervals that the camera measured too little, number'),
    counter: count.describe('Intervals that the counter measured too little, number'),
    both: count.describe('Intervals that both measured too little, number'),
    notExpected: count.describe('Intervals in which one of them was not active, number'),
    cameraGaps: missingSlots,
    counterGaps: missingSlots,
  })
  .describe('Intervals that are not compared, with reasons');

/** How far a camera is from a counter. A camera − counter difference is positive when the camera counts more. */
const agreement = z
  .object({
    pairs: z.int().min(1).describe('Intervals that both measured, number'),
    days: z.int().min(1).describe('Local days of these intervals, number'),
    cameraMean: z.number().describe('Mean of the camera over the pairs, in the unit of the measure'),
    counterMean: z.number().describe('Mean of the counter over the pairs, in the unit of the measure'),
    bias: z.number().describe('Mean of camera − counter, in the unit of the measure'),
    biasInterval: range('95 % confidence interval of the bias by bootstrap of days'),
    ratio: z
      .number()
      .min(0)
      .nullable()
      .describe('Sum of the camera / sum of the counter; null if the counter counted nothing'),
    ratioInterval: range('95 % confidence interval of the ratio by bootstrap of days')
      .nullable()
      .describe('95 % confidence interval of the ratio by bootstrap of days; null without a ratio'),
    limits: range(
      '95 % limits of agreement (Bland & Altman 1986): bias ± 1.96 standard deviations of camera − counter',
    ),
    gehBelow5: ratio
      .nullable()
      .describe('Share of the pairs with a GEH below 5, ratio; null for other measures than flow'),
  })
  .describe('Bias and error band of the camera');

/** A comparison is never changed: it shows what the store had at its time. */
export const counterComparison = z
  .strictObject({
    comparisonId: cameraId.describe('Id of the comparison, 12 characters of 0-9 a-z'),
    cameraId,
    cameraVersion: z.int().min(1).describe('Newest version of the camera in the period'),
    modelId,
    origin: z.enum(eventOrigins).describe('Origin of the numbers of the camera'),
    zoneId,
    counter: z
      .strictObject({
        counterId: cameraId.describe('Id of the counter'),
        name: z.string().describe('Name of the counter at the time of the comparison'),
        version: z.int().min(1).describe('Newest version of the counter in the period'),
        zoneId,
        direction,
        classes: classes.nullable().describe('Classes that were summed; null: all'),
      })
      .describe('What the camera was compared with'),
    measure: comparedMeasure,
    unit: z.string().describe('Unit of the values'),
    direction,
    classes: classes.nullable().describe('Classes that were summed; null: all'),
    interval: comparedInterval,
    startAt: instant.describe('Start of the period'),
    endAt: instant.describe('End of the period'),
    timeZone: storedTimeZone.describe('Time zone of the days'),
    minCoverage: ratio.describe('Intervals with a lower coverage are left out, ratio'),
    agreement,
    leftOut,
    comparedBy: z.string().max(200).describe('Who compared: the name of the account'),
    createdAt: instant.describe('Time of the comparison'),
  })
  .describe('A comparison of a camera with a counter: bias, error band and sample');
export type CounterComparison = z.infer<typeof counterComparison>;
