import { isoOf, zoneKey } from '@vialog/contracts';
import type { SumsQuery } from '@vialog/events';
import type { Query } from './condition-query.ts';

/** Zones, cameras and sites of a sums query; a zone must be in every given list. */
export type SumsFilter = Pick<SumsQuery, 'zones' | 'cameras' | 'sites'>;

/** Query clauses of the filter on event documents. */
export function filterClauses({ zones, cameras, sites }: SumsFilter): Query[] {
  const clauses: Query[] = [];
  if (zones) clauses.push({ terms: { 'derived.zone': zones.map(zoneKey) } });
  if (cameras) clauses.push({ terms: { cameraId: [...cameras] } });
  if (sites) clauses.push({ terms: { siteId: [...sites] } });
  return clauses;
}

/** Slots that start in [from, to), epoch ms. */
export const startsWithin = (from: number, to: number): Query => ({
  range: { slotStartAt: { gte: isoOf(from), lt: isoOf(to) } },
});
