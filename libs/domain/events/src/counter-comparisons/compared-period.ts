import { dayMs, hourMs, isoOf, quarterMs, type CounterComparisonInput } from '@vialog/contracts';
import { boundaryAtOrAfter, slotOf } from '@vialog/measuring';
import { maxHours } from '../planning/read-hours.ts';
import { seriesChanges } from '../planning/series-changes.ts';
import type { EventPorts } from '../use-cases/event-ports.ts';
import { invalidParameter } from '../use-cases/invalid-parameter.ts';
import { windowFrom } from '../use-cases/window-from.ts';
import type { ComparedSide, ComparedSides } from './compared-sides.ts';

/** Default length of the period: four weeks. */
const defaultMs = 28 * dayMs;

/** Whole intervals that are over, [from, to) in epoch ms. */
export interface ComparedPeriod {
  readonly from: number;
  readonly to: number;
  readonly intervalMs: number;
}

/**
 * Whole intervals of UTC, so that the slots of both sides fit into them.
 * @throws {VialogError} VALIDATION_FAILED when the period has no or too many intervals, or a zone changed within it
 */
export function comparedPeriod(
  { clock, latenessMs }: Pick<EventPorts, 'clock' | 'latenessMs'>,
  input: CounterComparisonInput,
  { camera, counter }: Pick<ComparedSides, 'camera' | 'counter'>,
): ComparedPeriod {
  const intervalMs = input.interval === '1h' ? hourMs : quarterMs;
  const over = slotOf(clock.now() - latenessMs, intervalMs);
  const window = windowFrom({ from: input.startAt, to: input.endAt }, over, defaultMs);
  const [from, to] = [
    boundaryAtOrAfter(window.from, intervalMs),
    slotOf(Math.min(window.to, over), intervalMs),
  ];
  if (from >= to) throw invalidParameter('startAt', `Expected a period with a whole interval that is over.`);
  if ((to - from) / intervalMs > maxHours)
    throw invalidParameter(
      'startAt',
      `Expected at most ${maxHours} intervals, found ${(to - from) / intervalMs}; choose a shorter period or interval 1h.`,
    );
  for (const side of [camera, counter]) {
    checkSlots(side, { from, to, intervalMs });
    checkChanges(side, { from, to, intervalMs });
  }
  return { from, to, intervalMs };
}

function checkSlots({ group, path }: ComparedSide, { from, to, intervalMs }: ComparedPeriod): void {
  const plan = group.plans.find(
    ({ since, until, slotMs }) => since < to && until > from && intervalMs % slotMs !== 0,
  );
  if (plan)
    throw invalidParameter(
      'interval',
      `Expected 1h: slots of "${group.name}" (${path}) of ${plan.slotMs} ms do not fit into 15 minutes.`,
    );
}

/** A change of what is counted would mix two error figures. */
function checkChanges({ group, path }: ComparedSide, { from, to }: ComparedPeriod): void {
  const last = seriesChanges(group.plans, { from, to })
    .filter(({ what }) => what.some((one) => one !== 'started' && one !== 'ended' && one !== 'time_zone'))
    .at(-1);
  if (last)
    throw invalidParameter(
      'startAt',
      `"${group.name}" (${path}) changed within the period (${last.what.join(', ')}), last at ${last.changedAt}. ` +
        `Choose a period from ${isoOf(Date.parse(last.changedAt))} on, or before the first change.`,
    );
}
