import { z } from 'zod';
import { classCounts } from '../records/count-classes.ts';
import { instantInput } from '../records/instant.ts';
import { timeZone } from '../records/time-zone.ts';
import { zoneId } from '../records/ids.ts';

/** Maximum number of counts in one request. */
export const maxCountsPerBatch = 1_000;
/** Maximum number of rows in an imported file of counts. */
export const maxCountRows = 100_000;

const counterRef = z.string().trim().min(1).max(40).describe('Id or code of the counter');

/** A number without classes means vehicles of an unknown class. */
const vehicles = z.union([z.int().min(0).max(100_000), classCounts]);

/** One count of a loop, barrier or person: a zone of a counter in one slot. */
export const ownCount = z
  .strictObject({
    counter: counterRef,
    zone: zoneId.optional().describe('Zone of the counter; needed if it has more than one'),
    startAt: instantInput.describe('Start of a slot of the zone, with offset'),
    inbound: vehicles
      .optional()
      .describe('Inbound crossings of the slot: a number, or numbers by class (line zones)'),
    outbound: vehicles
      .optional()
      .describe('Outbound crossings of the slot: a number, or numbers by class (line zones)'),
    present: vehicles
      .optional()
      .describe('Vehicles present in the slot: a number, or numbers by class (area zones)'),
  })
  .describe('A count of a counter in one slot; a number without classes is stored as cars');
export type OwnCount = z.infer<typeof ownCount>;

export const countsBatchInput = z
  .strictObject({
    items: z
      .array(ownCount)
      .min(1)
      .max(maxCountsPerBatch)
      .describe(`Counts in any order, at most ${maxCountsPerBatch}`),
  })
  .describe('Counts of counters');
export type CountsBatchInput = z.infer<typeof countsBatchInput>;

export const countProblemKinds = [
  'invalid',
  'counter_not_found',
  'zone_not_found',
  'not_a_slot',
  'not_over',
  'too_old',
  'not_expected',
  'differs',
] as const;

export const countProblem = z
  .object({
    row: z.int().min(1).describe('Number of the row in the request or file, from 1'),
    line: z.int().min(1).optional().describe('Line of the file, from 1'),
    kind: z
      .enum(countProblemKinds)
      .describe(
        'invalid: a value is wrong; not_a_slot: startAt is no slot boundary; not_over: the slot has not ended; too_old: past ' +
          'retention; not_expected: the counter was not active then; differs: the slot has other numbers already',
      ),
    field: z.string().optional().describe('Field or column'),
    message: z.string().describe('What was found, what was expected and what to do'),
  })
  .describe('Why a row was rejected');
export type CountProblem = z.infer<typeof countProblem>;

const tallies = {
  accepted: z.int().min(0).describe('Counts that were accepted, number; they are stored within seconds'),
  known: z.int().min(0).describe('Counts that the store has already with the same numbers, number'),
  rejected: z.int().min(0).describe('Rejected rows, number'),
  problems: z.array(countProblem).max(maxCountsPerBatch).describe('The first rejected rows'),
};

export const countsReport = z.object(tallies).describe('What became of the counts of a request');
export type CountsReport = z.infer<typeof countsReport>;

export const countsImportQuery = z.strictObject({
  dryRun: z.enum(['true', 'false']).default('false').describe('true: only report what would be accepted'),
  counter: counterRef.optional().describe('Counter of the rows that name none, by id or code'),
  zone: zoneId.optional().describe('Zone of the rows that name none'),
  timeZone: timeZone
    .optional()
    .describe('Time zone of times without an offset; default: that of the counter'),
  columns: z
    .string()
    .max(2_000)
    .optional()
    .describe(
      'Column mapping, like `startAt=Zeit,inbound=Einfahrten`; other columns are found by their names',
    ),
  encoding: z
    .string()
    .max(40)
    .optional()
    .describe('Character encoding, e.g. windows-1252; default: byte order mark, then UTF-8'),
  delimiter: z
    .enum(['comma', 'semicolon', 'tab', 'pipe'])
    .optional()
    .describe('CSV column separator; default: detected from the header line'),
});
export type CountsImportQuery = z.infer<typeof countsImportQuery>;

export const countsImportReport = z
  .object({
    dryRun: z.boolean().describe('Nothing was accepted; the numbers say what would be'),
    ...tallies,
    columns: z.record(z.string(), z.string()).describe('Field → column of the file in which it was found'),
    warnings: z.array(z.string()).describe('Columns that were ignored'),
  })
  .describe('What became of the rows of a file');
export type CountsImportReport = z.infer<typeof countsImportReport>;
