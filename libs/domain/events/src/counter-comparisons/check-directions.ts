import type { EventPorts } from '../use-cases/event-ports.ts';
import { invalidParameter } from '../use-cases/invalid-parameter.ts';
import { readSeries } from '../use-cases/read-series.ts';
import type { ComparedPeriod } from './compared-period.ts';
import type { ComparedSide } from './compared-sides.ts';

/**
 * Checks that a counter counts both directions if both are compared: a direction that it does not count is stored as 0.
 * @throws {VialogError} VALIDATION_FAILED when it has crossings in one direction only
 */
export async function checkDirections(
  ports: EventPorts,
  { group, direction, classes }: ComparedSide,
  { from, to }: ComparedPeriod,
): Promise<void> {
  if (direction !== 'both') return;
  const flows: number[] = [];
  for (const one of ['inbound', 'outbound'] as const) {
    const query = { measure: 'flow', direction: one, classes, edges: [from, to] } as const;
    const [series] = await readSeries(ports, [group], query);
    flows.push(series?.points[0]?.value ?? 0);
  }
  const [inbound, outbound] = flows;
  if ((inbound === 0) === (outbound === 0)) return;
  const [counted, missing] = inbound === 0 ? ['outbound', 'inbound'] : ['inbound', 'outbound'];
  throw invalidParameter(
    'direction',
    `"${group.name}" has no ${missing} crossing in the period; compare only the direction ${counted}.`,
  );
}
