import type { SlotCondition } from './place-condition.ts';
import { columnOf, storedReasons } from './row-columns.ts';

/** A boolean expression and the values of its question marks, in order. Never NULL. */
export interface Sql {
  readonly text: string;
  readonly values: readonly number[];
}

/** may: some record could satisfy the condition. must: all records do. For a single slot both are the same. */
export interface Judgement {
  readonly may: Sql;
  readonly must: Sql;
}

type Leaf = Extract<SlotCondition, { kind: 'number' | 'eventKind' | 'reason' | 'weekdays' | 'minutes' }>;
/** How one kind of row answers the conditions that do not join others. */
export type LeafJudge = (leaf: Leaf) => Judgement;

export const yes: Sql = { text: '1', values: [] };
export const no: Sql = { text: '0', values: [] };
const sure = (sql: Sql): Judgement => ({ may: sql, must: sql });
const sql = (text: string, ...values: number[]): Sql => ({ text, values });

/** Judges a whole condition by its leaves. */
export function judge(condition: SlotCondition, leaf: LeafJudge): Judgement {
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
      return leaf(condition);
  }
}

const not = ({ text, values }: Sql): Sql => ({ text: `NOT (${text})`, values });

function glued(glue: string, parts: readonly Judgement[], side: keyof Judgement): Sql {
  const sides = parts.map((part) => part[side]);
  return { text: `(${sides.map(({ text }) => text).join(glue)})`, values: sides.flatMap((s) => s.values) };
}

/**
 * Local minute of the week, from a column that holds UTC minutes since 1970 (a Thursday). Numbers are bound as REAL,
 * and REAL would divide with a rest.
 */
const weekMinute = (minutes: string): string => `((${minutes} + 4320 + CAST(? AS INTEGER)) % 10080)`;

/** Conditions on a row of `slot`: exact. */
export const onSlot: LeafJudge = (leaf) => {
  switch (leaf.kind) {
    case 'number':
      return sure(sql(`(kind = 1 AND coalesce(${columnOf(leaf.field)} ${leaf.op} ?, 0))`, leaf.value));
    case 'eventKind':
      return sure(sql('(kind = ?)', leaf.eventKind === 'measured' ? 1 : 0));
    case 'reason':
      return sure(sql('(coalesce(reason = ?, 0))', storedReasons.indexOf(leaf.reason)));
    case 'weekdays': {
      const day = `${weekMinute('slot / 60000')} / 1440 + 1`;
      return sure(sql(`(${day} IN (${leaf.days.map(() => '?').join(', ')}))`, leaf.shift, ...leaf.days));
    }
    case 'minutes':
      return sure(
        sql(`((${weekMinute('slot / 60000')} + 1440 - ?) % 1440 < ?)`, leaf.shift, leaf.from, lengthOf(leaf)),
      );
  }
};

/** from > to crosses midnight; from = to is empty. */
const lengthOf = ({ from, to }: { from: number; to: number }): number =>
  from <= to ? to - from : to - from + 1440;

/** Local time of the 15 minutes of a bin. */
function onBinTime(leaf: Extract<Leaf, { kind: 'weekdays' | 'minutes' }>): Judgement {
  if (leaf.kind === 'minutes') {
    const since = `((${weekMinute('bin * 15')} + 1440 - ?) % 1440)`;
    const length = lengthOf(leaf);
    const inside = sql(`(${since} + 15 <= ?)`, leaf.shift, leaf.from, length);
    if (length === 0 || length >= 1440) return sure(length === 0 ? no : yes);
    const touches = `(${since} < ? OR ${since} + 14 >= 1440)`;
    return { may: sql(touches, leaf.shift, leaf.from, length, leaf.shift, leaf.from), must: inside };
  }
  const days = leaf.days.map(() => '?').join(', ');
  const at = (minutes: string): string => `${weekMinute(minutes)} / 1440 + 1 IN (${days})`;
  const values = [leaf.shift, ...leaf.days, leaf.shift, ...leaf.days];
  const [first, last] = [at('bin * 15'), at('(bin * 15 + 14)')];
  return { may: sql(`(${first} OR ${last})`, ...values), must: sql(`(${first} AND ${last})`, ...values) };
}

/** Conditions on the measured slots of a bin, from the highest and lowest of each number. */
export const onBin: LeafJudge = (leaf) => {
  switch (leaf.kind) {
    case 'number':
      return onBinNumber(columnOf(leaf.field), leaf);
    case 'eventKind':
      return sure(leaf.eventKind === 'measured' ? yes : no);
    case 'reason':
      return sure(no);
    default:
      return onBinTime(leaf);
  }
};

/** Conditions on the gap records that start in a bin. */
export const onGap: LeafJudge = (leaf) => {
  switch (leaf.kind) {
    case 'number':
      return sure(no);
    case 'eventKind':
      return sure(leaf.eventKind === 'gap' ? yes : no);
    case 'reason':
      return sure(sql('(reason = ?)', storedReasons.indexOf(leaf.reason)));
    default:
      return onBinTime(leaf);
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
