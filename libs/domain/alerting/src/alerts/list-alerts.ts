import { readCursorContent, writeCursorContent, type AlertsPage, type AlertsQuery } from '@vialog/contracts';
import { z } from 'zod';
import type { AlertStore } from './alert-store.port.ts';

const key = z.tuple([z.string().max(40), z.string().max(12)]);

/**
 * A page of alerts, newest first.
 * @throws {VialogError} CURSOR_INVALID
 */
export async function listAlerts(
  alerts: Pick<AlertStore, 'list'>,
  { state, rule, limit, cursor }: AlertsQuery,
): Promise<AlertsPage> {
  const after = cursor === undefined ? undefined : readCursorContent(cursor, key);
  const found = await alerts.list({
    states: statesOf(state),
    ruleId: rule,
    limit: limit + 1,
    after: after && { raisedAt: after[0], alertId: after[1] },
  });
  const items = found.slice(0, limit);
  const last = found.length > limit ? items.at(-1) : undefined;
  return { items, nextCursor: last ? writeCursorContent([last.raisedAt, last.alertId]) : null };
}

function statesOf(state: AlertsQuery['state']): readonly ('open' | 'acknowledged' | 'closed')[] | undefined {
  if (state === undefined) return undefined;
  return state === 'active' ? ['open', 'acknowledged'] : [state];
}
