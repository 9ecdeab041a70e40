import { isTracked, type Condition, type NumberField, type TrackedField } from '@vialog/events';
import { columnOf, storedReasons } from './row-columns.ts';

/** A boolean SQL expression and the values of its parameters, in order. Never NULL. */
export interface Sql {
  readonly text: string;
  readonly values: readonly number[];
}

/** may: some record can satisfy the condition. must: all records satisfy it. Equal for a single slot. */
export interface Judgement {
  readonly may: Sql;
  readonly must: Sql;
}

/** Leaves that a single slot decides; the others are reduced before (see place-condition.ts). */
type Leaf = Extract<Condition, { kind: 'number' | 'eventKind' | 'reason' | 'weekdays' | 'minutes' }>;
/** Compiles a leaf for one kind of row. */
export type LeafJudge = (leaf: Leaf) => Judgement;

export const yes: Sql = { text: '1', values: [] };
export const no: Sql = { text: '0', values: [] };
const sure = (sql: Sql): Judgement => ({ may: sql, must: sql });
const sql = (text: string, ...values: number[]): Sql => ({ text, values });

/** Compiles a reduced condition. */
export function judge(condition: Condition, leaf: LeafJudge): Judgement {
  switch (condition.kind) {
    case 'all':
      return sure(yes);
    case 'none':
      return sure(no);
    case 'and':
    case 'or': {
      const parts = condition.of.map((part) => judge(part, leaf));
      const glue = condition.kind === 'and' ? ' AND ' : ' OR ';
      return { may: glued(glue, parts, 'may'), must: glued(glue, parts, 'must') };
    }
    case 'not': {
      const { may, must } = judge(condition.of, leaf);
      return { may: not(must), must: not(may) };
    }
    default:
      return leaf(condition as Leaf);
  }
}

const not = ({ text, values }: Sql): Sql => ({ text: `NOT (${text})`, values });

function glued(glue: string, parts: readonly Judgement[], side: keyof Judgement): Sql {
  const sides = parts.map((part) => part[side]);
  return { text: `(${sides.map(({ text }) => text).join(glue)})`, values: sides.flatMap((s) => s.values) };
}

/**
 * Local minute of the week, from a column of UTC minutes since 1970 (a Thursday). Numbers are bound as REAL and must be
 * cast, because REAL division keeps the fraction.
 */
const weekMinute = (minutes: string): string => `((${minutes} + 4320 + CAST(? AS INTEGER)) % 10080)`;

/** Compiles leaves for a row of `slot`: exact. `shift`: see PlaceFacts. */
export const onSlot =
  (shift: number): LeafJudge =>
  (leaf) => {
    switch (leaf.kind) {
      case 'number':
        return sure(sql(`(kind = 1 AND coalesce(${numberSql(leaf.field)} ${leaf.op} ?, 0))`, leaf.value));
      case 'eventKind':
        return sure(sql('(kind = ?)', leaf.eventKind === 'measured' ? 1 : 0));
      case 'reason':
        return sure(sql('(coalesce(reason = ?, 0))', storedReasons.indexOf(leaf.reason)));
      case 'weekdays': {
        const day = `${weekMinute('slot / 60000')} / 1440 + 1`;
        return sure(sql(`(${day} IN (${leaf.days.map(() => '?').join(', ')}))`, shift, ...leaf.days));
      }
      case 'minutes':
        return sure(
          sql(`((${weekMinute('slot / 60000')} + 1440 - ?) % 1440 < ?)`, shift, leaf.from, lengthOf(leaf)),
        );
    }
  };

const crossingsSql = (direction: 'inbound' | 'outbound'): string =>
  `(SELECT total(value) FROM json_each(more, '$.${direction}'))`;
/** `flow` here is the sum of the crossings: place-condition.ts converts its bound. */
const trackedSql: Readonly<Record<TrackedField, string>> = {
  in: crossingsSql('inbound'),
  out: crossingsSql('outbound'),
  flow: `(${crossingsSql('inbound')} + ${crossingsSql('outbound')})`,
  stopped: `(more ->> '$.stopped')`,
};
/** Crossings of both directions of a row of `slot`; 0 for another zone than a line. */
export const crossingsOfSlot = trackedSql.flow;
const numberSql = (field: NumberField): string => (isTracked(field) ? trackedSql[field] : columnOf(field));

/** Length in minutes. from > to crosses midnight; from = to is empty. */
const lengthOf = ({ from, to }: { from: number; to: number }): number =>
  from <= to ? to - from : to - from + 1440;

/** Compiles local time for the 15 minutes of a bin. */
function onBinTime(leaf: Extract<Leaf, { kind: 'weekdays' | 'minutes' }>, shift: number): Judgement {
  if (leaf.kind === 'minutes') {
    const since = `((${weekMinute('bin * 15')} + 1440 - ?) % 1440)`;
    const length = lengthOf(leaf);
    const inside = sql(`(${since} + 15 <= ?)`, shift, leaf.from, length);
    if (length === 0 || length >= 1440) return sure(length === 0 ? no : yes);
    const touches = `(${since} < ? OR ${since} + 14 >= 1440)`;
    return { may: sql(touches, shift, leaf.from, length, shift, leaf.from), must: inside };
  }
  const days = leaf.days.map(() => '?').join(', ');
  const at = (minutes: string): string => `${weekMinute(minutes)} / 1440 + 1 IN (${days})`;
  const values = [shift, ...leaf.days, shift, ...leaf.days];
  const [first, last] = [at('bin * 15'), at('(bin * 15 + 14)')];
  return { may: sql(`(${first} OR ${last})`, ...values), must: sql(`(${first} AND ${last})`, ...values) };
}

/** Compiles leaves for the measured slots of a bin, from minimum and maximum of each number. */
export const onBin =
  (shift: number): LeafJudge =>
  (leaf) => {
    switch (leaf.kind) {
      case 'number':
        // Bins have no limits of these numbers: all slots of lines, or of areas for `stopped`, are read.
        return isTracked(leaf.field) ? { may: yes, must: no } : onBinNumber(columnOf(leaf.field), leaf);
      case 'eventKind':
        return sure(leaf.eventKind === 'measured' ? yes : no);
      case 'reason':
        return sure(no);
      default:
        return onBinTime(leaf, shift);
    }
  };

/** Compiles leaves for the gap records that start in a bin. */
export const onGap =
  (shift: number): LeafJudge =>
  (leaf) => {
    switch (leaf.kind) {
      case 'number':
        return sure(no);
      case 'eventKind':
        return sure(leaf.eventKind === 'gap' ? yes : no);
      case 'reason':
        return sure(sql('(reason = ?)', storedReasons.indexOf(leaf.reason)));
      default:
        return onBinTime(leaf, shift);
    }
  };

/** `max_…` is NULL where no slot has the number, `min_…` where at least one lacks it. */
function onBinNumber(column: string, leaf: Extract<Leaf, { kind: 'number' }>): Judgement {
  const [max, min] = [`max_${column}`, `min_${column}`];
  const lowest = `(${max} IS NOT NULL AND coalesce(${min} ${leaf.op} ?, 1))`;
  const v = leaf.value;
  switch (leaf.op) {
    case '>':
    case '>=':
      return {
        may: sql(`coalesce(${max} ${leaf.op} ?, 0)`, v),
        must: sql(`coalesce(${min} ${leaf.op} ?, 0)`, v),
      };
    case '<':
    case '<=':
      return {
        may: sql(lowest, v),
        must: sql(`(${min} IS NOT NULL AND ${max} ${leaf.op} ?)`, v),
      };
    case '=':
      return {
        may: sql(`(coalesce(${max} >= ?, 0) AND coalesce(${min} <= ?, 1))`, v, v),
        must: sql(`(coalesce(${max} = ?, 0) AND coalesce(${min} = ?, 0))`, v, v),
      };
  }
}
