import { dayMs, eventRetentionMs, isoOf, type CountEvent, type CountProblem } from '@vialog/contracts';
import { instantsOfLocalTime, slotOf, type EventMaker, type ZonePlan } from '@vialog/measuring';
import { countNumbers } from './count-numbers.ts';
import { problemOf, type CountRow } from './count-row.ts';
import type { Counter, Counters } from './counters.ts';

export type JudgedCount = { readonly event: CountEvent } | { readonly problem: CountProblem };

export interface CountJudgement {
  readonly counters: Counters;
  /** Epoch ms. */
  readonly now: number;
  readonly maker: EventMaker;
}

type Problem = { readonly problem: CountProblem };

/** The record of a row, or why the row is rejected. Does not read the store. */
export function judgeCount(row: CountRow, judgement: CountJudgement): JudgedCount {
  const counter = judgement.counters.find(row.counter);
  if (!counter)
    return rejected(
      row,
      'counter_not_found',
      `no counter has the id or code "${row.counter.slice(0, 60)}": register it with a stream URL like counter:loop`,
      'counter',
    );
  const at = startOf(row, counter);
  if (typeof at !== 'number') return at;
  const plan = planAt(row, counter, at);
  if ('problem' in plan) return plan;
  const untimely = timeProblem(row, plan, at, judgement.now);
  if (untimely) return untimely;
  const found = countNumbers(plan.zone, row);
  if ('wrong' in found) return rejected(row, 'invalid', found.wrong.message, found.wrong.field);
  return { event: judgement.maker.external(plan, at, found.numbers) };
}

const rejected = (...[row, kind, message, field]: Parameters<typeof problemOf>): Problem => ({
  problem: problemOf(row, kind, message, field),
});

function startOf(row: CountRow, { camera }: Counter): number | Problem {
  const { startAt } = row;
  if (typeof startAt === 'number') return startAt;
  const timeZone = startAt.timeZone ?? camera.timeZone;
  const [instant, second] = instantsOfLocalTime(startAt.local, timeZone);
  const text = isoOf(startAt.local).slice(0, 16);
  if (instant === undefined)
    return rejected(
      row,
      'invalid',
      `${text} does not exist in ${timeZone}: clocks were set forward`,
      'startAt',
    );
  if (second === undefined) return instant;
  return rejected(
    row,
    'invalid',
    `${text} occurs twice in ${timeZone}, because clocks were set back: write the time with its offset, like ${text}+01:00`,
    'startAt',
  );
}

function planAt(row: CountRow, { camera, plans }: Counter, at: number): ZonePlan | Problem {
  const ids = [...new Set(plans.map(({ zone }) => zone.zoneId))];
  const [only, ...others] = ids;
  const zoneId = row.zone ?? (others.length === 0 ? only : undefined);
  if (zoneId === undefined)
    return rejected(
      row,
      'zone_not_found',
      `the counter has several zones: expected one of ${ids.join(', ')}`,
      'zone',
    );
  const ofZone = plans.filter(({ zone }) => zone.zoneId === zoneId);
  const [first] = ofZone;
  if (!first)
    return rejected(
      row,
      'zone_not_found',
      `the counter "${camera.name}" has no zone "${zoneId}": expected ${ids.join(', ') || 'an active counter'}`,
      'zone',
    );
  const plan = ofZone.find(({ from, to }) => at >= from && at < to);
  if (plan) return plan;
  return rejected(
    row,
    'not_expected',
    `the counter was not active at ${isoOf(at)}: its counts begin at ${isoOf(first.from)}`,
    'startAt',
  );
}

function timeProblem(row: CountRow, { slotMs }: ZonePlan, at: number, now: number): Problem | undefined {
  const before = slotOf(at, slotMs);
  if (at !== before)
    return rejected(
      row,
      'not_a_slot',
      `slots of this zone are ${slotMs / 1000} s long: expected a start like ${isoOf(before)} or ${isoOf(before + slotMs)}, found ${isoOf(at)}`,
      'startAt',
    );
  if (at + slotMs > now)
    return rejected(
      row,
      'not_over',
      `the slot from ${isoOf(at)} has not ended; send its count afterwards`,
      'startAt',
    );
  if (at >= now - eventRetentionMs) return undefined;
  return rejected(
    row,
    'too_old',
    `${isoOf(at)} is more than ${eventRetentionMs / dayMs} days ago: records are kept for this time`,
    'startAt',
  );
}
