import { isoOf, type Unmeasured, type UnmeasuredList, type UnmeasuredQuery } from '@vialog/contracts';
import { measureCompleteness } from '../completeness/measure-completeness.ts';
import { sumOfTallies, type PieceTally } from '../completeness/tally-pieces.ts';
import type { EventPorts } from './event-ports.ts';
import { resolveQuery } from './resolve-query.ts';

/**
 * The cameras that were not measuring at the places and times of a line, with the slots that are missing and why, most
 * missing slots first. It explains an empty result.
 * @throws {VialogError} QUERY_SYNTAX or QUERY_UNKNOWN_NAME
 */
export async function listUnmeasured(ports: EventPorts, request: UnmeasuredQuery): Promise<UnmeasuredList> {
  const query = await resolveQuery(ports, request.q, 'episodes');
  const { tallies } = await measureCompleteness(ports, query);
  const items = [...Map.groupBy(tallies, ({ plan }) => plan.camera.cameraId).values()]
    .flatMap(unmeasuredOf)
    .sort((a, b) => b.missing - a.missing || (a.cameraId < b.cameraId ? -1 : 1));
  return {
    items: items.slice(0, request.limit),
    total: items.length,
    from: isoOf(query.from),
    to: isoOf(query.to),
  };
}

function unmeasuredOf(tallies: readonly PieceTally[]): Unmeasured[] {
  const newest = tallies.map(({ plan }) => plan.camera).reduce((a, b) => (b.version > a.version ? b : a));
  const { expected, measured, gaps, reasons } = sumOfTallies(tallies.map(({ tally }) => tally));
  if (gaps === 0) return [];
  return [{ cameraId: newest.cameraId, name: newest.name, expected, measured, missing: gaps, reasons }];
}
