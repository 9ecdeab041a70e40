import { z } from 'zod';
import { hourMs } from '../durations.ts';
import { classCounts } from './count-classes.ts';
import { bayStates } from './frame-count.ts';
import { gapReason } from './gap-reason.ts';
import { cameraId, eventId, eventIdOf, modelDigest, modelId, siteId, zoneId } from './ids.ts';
import { epochOf, instant } from './instant.ts';
import { position } from './position.ts';
import { eventKinds, eventOrigins } from './vocabulary.ts';
import { minTurnoverSpaces, spaceTurnover, type SpaceTurnover } from './space-turnover.ts';
import { slotMs, zoneKind, zoneRole } from './zone.ts';

const amount = z.int().min(0).max(100_000);
const frames = z.int().min(0).max(1_000_000);
const cell = z.string().regex(/^[0-9a-f]{15}$/);

/**
 * Measurement of one zone in one slot, or a gap with its reason (docs/measuring.md).
 * A new field is a privacy decision and must be added to the schema test.
 */
export const countEvent = z
  .strictObject({
    v: z.literal(1).describe('Record version'),
    eventId,
    slotStartAt: instant.describe('Start of the slot, UTC'),
    slotMs,
    cameraId,
    cameraVersion: z.int().min(1).describe('Camera version valid at the start of the slot'),
    siteId: siteId.optional().describe('Site of the zone at that time'),
    zoneId,
    zoneKind,
    zoneRole,
    kind: z.enum(eventKinds).describe('measured: counts; gap: could not be measured'),
    origin: z.enum(eventOrigins).describe('Origin of the number'),
    counts: classCounts.optional().describe('Median per class over the used frames, number'),
    peak: classCounts.optional().describe('Highest number per class on one frame'),
    inbound: classCounts.optional().describe('Inbound crossings of the slot per class, number (line zones)'),
    outbound: classCounts
      .optional()
      .describe('Outbound crossings of the slot per class, number (line zones)'),
    stopped: amount.optional().describe('Stopped vehicles, median over the used frames, number'),
    stoppedPeak: amount.optional().describe('Highest number of stopped vehicles on one frame, number'),
    trackingRestarts: z
      .int()
      .min(1)
      .max(100_000)
      .optional()
      .describe(
        'Times at which tracking began in the slot, number; vehicles of these moments can be missing',
      ),
    total: amount.optional().describe('Median of the frame totals, number; need not be the sum of counts'),
    vehicle: amount.optional().describe('Cars, buses and trucks together, number'),
    twoWheeler: amount.optional().describe('Bicycles and motorcycles together, number'),
    occupied: amount.optional().describe('Occupied spaces, number'),
    unknown: amount.optional().describe('Spaces that could not be judged, number'),
    capacity: amount.optional().describe('Spaces, number'),
    occupancy: z.number().min(0).optional().describe('Occupied spaces / judged spaces, ratio'),
    bays: bayStates.optional(),
    turnover: spaceTurnover.optional(),
    framesUsed: frames.describe('Frames used for the counts, number; 0 for a counter or a simulation'),
    framesReused: frames.describe(
      'Frames among framesUsed whose count is that of an earlier frame, because the picture had not changed, number',
    ),
    framesExpected: frames.describe('Frames that the sampling plan requires, number'),
    reason: gapReason.optional(),
    slots: z.int().min(1).max(360).describe('Slots covered by this record, number; 1 for a measurement'),
    model: modelId.optional(),
    modelDigest: modelDigest.optional(),
    position,
    cells: z.array(cell).length(3).describe('H3 cells of the position at resolutions 5, 7 and 9'),
    localMinute: z
      .int()
      .min(0)
      .max(1439)
      .describe('Minute of the local day at the slot start, camera time zone'),
    localWeekday: z.int().min(1).max(7).describe('Local weekday at the slot start, ISO: 1 Monday … 7 Sunday'),
    capturedAt: instant.optional().describe('Arrival of the last used frame'),
    indexedAt: instant.optional().describe('Time at which the event store accepted the record'),
  })
  .superRefine(checkEvent)
  .describe('Measurement of one zone in one slot, or a gap with its reason');
export type CountEvent = z.infer<typeof countEvent>;

function checkEvent(event: z.infer<z.ZodObject>, context: z.RefinementCtx): void {
  const e = event as unknown as CountEvent;
  const fail = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message });
  const slotStart = epochOf(e.slotStartAt);
  if (slotStart % e.slotMs !== 0) fail('slotStartAt', 'expected a multiple of slotMs since 1970');
  if (e.eventId !== eventIdOf({ ...e, slotStart }))
    fail('eventId', 'expected <slotStart>-<cameraId>-<zoneId>');
  if (e.kind === 'measured') checkMeasured(e, fail);
  else checkGap(e, fail);
}

type Fail = (path: string, message: string) => void;

function checkMeasured(e: CountEvent, fail: Fail): void {
  if (e.zoneKind === 'line') checkLine(e, fail);
  else if (!e.counts || e.total === undefined) fail('counts', 'a measurement needs counts and total');
  if ((e.stopped === undefined) !== (e.stoppedPeak === undefined))
    fail('stopped', 'stopped and stoppedPeak belong together');
  if (e.turnover) checkTurnover(e, e.turnover, fail);
  if (e.framesUsed < 1 && e.origin === 'camera') fail('framesUsed', 'a measurement used at least one frame');
  if (e.reason) fail('reason', 'only a gap has a reason');
  if (e.slots !== 1) fail('slots', 'a measurement covers one slot');
}

/** Fields that only a measurement has. */
const numbers = [
  'counts',
  'total',
  'bays',
  'inbound',
  'outbound',
  'stopped',
  'stoppedPeak',
  'turnover',
] as const;

function checkTurnover(e: CountEvent, turnover: SpaceTurnover, fail: Fail): void {
  const { capacity = 0 } = e;
  if (e.zoneKind !== 'bays' || capacity < minTurnoverSpaces)
    fail('turnover', `expected a bays zone of at least ${minTurnoverSpaces} spaces, found ${capacity}`);
  if (turnover.arrivals + turnover.departures > capacity)
    fail('turnover', 'a space changes at most once since it was last judged');
  if (turnover.occupiedMs > turnover.comparedMs)
    fail('turnover', 'the occupied time is a part of the compared time');
}

function checkLine(e: CountEvent, fail: Fail): void {
  if (!e.inbound || !e.outbound) fail('inbound', 'a measurement of a line zone needs inbound and outbound');
  if (e.counts || e.total !== undefined)
    fail('counts', 'nothing is present on a line; expected inbound and outbound only');
}

function checkGap(e: CountEvent, fail: Fail): void {
  if (!e.reason) fail('reason', 'a gap needs its reason');
  if (numbers.some((field) => e[field] !== undefined))
    fail('counts', 'a gap has no counts; a true zero is a measurement');
  const intoHour = epochOf(e.slotStartAt) % hourMs;
  if (intoHour + e.slots * e.slotMs > hourMs)
    fail('slots', 'a gap ends with its UTC hour; write one record per hour');
}
