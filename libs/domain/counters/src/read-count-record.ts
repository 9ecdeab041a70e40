import type { SourceRecord } from '@vialog/camera-exchange';
import { zoneId, type ClassCounts, type CountProblem } from '@vialog/contracts';
import { countClasses } from '@vialog/contracts/vocabulary';
import type { CountField, Side } from './count-columns.ts';
import { problemOf, type CountRow } from './count-row.ts';
import { readMoment } from './read-moment.ts';

export interface RecordDefaults {
  readonly counter?: string | undefined;
  readonly zone?: string | undefined;
  readonly timeZone?: string | undefined;
}

export type ReadRecord = { readonly read: CountRow } | { readonly problem: CountProblem };

/** A value of a record that cannot be used. */
class UnusableCell extends Error {
  readonly field: CountField;

  constructor(field: CountField, message: string) {
    super(message);
    this.field = field;
  }
}

/** Reads one row of a file, or says why it cannot be read. An empty cell means that nothing was counted. */
export function readCountRecord(
  record: SourceRecord,
  columns: ReadonlyMap<CountField, string>,
  defaults: RecordDefaults,
): ReadRecord {
  const [problem] = record.problems;
  if (problem !== undefined) return { problem: problemOf(record, 'invalid', problem) };
  const cell = (field: CountField): string => textOf(record, columns.get(field));
  try {
    return {
      read: { row: record.row, line: record.line, ...placeOf(cell, defaults), ...countsOf(cell, columns) },
    };
  } catch (error) {
    if (!(error instanceof UnusableCell)) throw error;
    return { problem: problemOf(record, 'invalid', error.message, columns.get(error.field) ?? error.field) };
  }
}

type Cell = (field: CountField) => string;

const textOf = ({ values }: SourceRecord, column: string | undefined): string =>
  column === undefined ? '' : String(values.get(column) ?? '').trim();

function placeOf(cell: Cell, defaults: RecordDefaults): Pick<CountRow, 'counter' | 'zone' | 'startAt'> {
  const counter = cell('counter') || defaults.counter;
  if (counter === undefined)
    throw new UnusableCell('counter', 'the row names no counter: expected its id or code');
  const zone = cell('zone') || defaults.zone;
  if (zone !== undefined && !zoneId.safeParse(zone).success)
    throw new UnusableCell(
      'zone',
      `expected a zone id of 1 to 12 characters of 0-9 a-z, found "${zone.slice(0, 40)}"`,
    );
  return { counter, zone, startAt: startOf(cell, defaults) };
}

function startOf(cell: Cell, { timeZone }: RecordDefaults): CountRow['startAt'] {
  const text = cell('startAt') || `${cell('date')} ${cell('time')}`.trim();
  const moment = readMoment(text);
  if (moment.kind === 'invalid') throw new UnusableCell('startAt', moment.message);
  return moment.kind === 'instant' ? moment.at : { local: moment.local, timeZone };
}

type Counts = Pick<CountRow, Side | 'byDirection'>;

function countsOf(cell: Cell, columns: ReadonlyMap<CountField, string>): Counts {
  if (columns.has('count')) {
    const count = numberOf(cell, 'count');
    return { byDirection: count === undefined ? new Map() : new Map([[cell('direction'), count]]) };
  }
  return {
    inbound: sideOf(cell, 'inbound'),
    outbound: sideOf(cell, 'outbound'),
    present: sideOf(cell, 'present'),
  };
}

/** Counts by class, otherwise the plain count. */
function sideOf(cell: Cell, side: Side): number | ClassCounts | undefined {
  const byClass = countClasses.flatMap((name) => {
    const count = numberOf(cell, `${side}.${name}`);
    return count === undefined ? [] : [[name, count] as const];
  });
  const plain = numberOf(cell, side);
  if (byClass.length === 0) return plain;
  const sum = byClass.reduce((total, [, count]) => total + count, 0);
  if (plain !== undefined && plain !== sum)
    throw new UnusableCell(
      side,
      `the classes add up to ${sum}, and the row has ${plain} in total: correct one of them`,
    );
  return Object.fromEntries(byClass);
}

function numberOf(cell: Cell, field: CountField): number | undefined {
  const text = cell(field);
  if (text === '') return undefined;
  // A spreadsheet can write 12 as 12.0; 1,200 is ambiguous.
  const [, whole] = /^(\d{1,6})(?:[.,]0{1,2})?$/.exec(text) ?? [];
  const count = Number(whole);
  if (whole !== undefined && count <= 100_000) return count;
  throw new UnusableCell(field, `expected a whole number from 0 to 100000, found "${text.slice(0, 40)}"`);
}
