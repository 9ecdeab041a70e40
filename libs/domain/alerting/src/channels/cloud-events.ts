import type { Alert, AlertDelivery } from '@vialog/contracts';
import type { QueuedDelivery } from './alert-channel-store.port.ts';

interface CloudEvent {
  readonly id: string;
  readonly source: string;
  readonly type: string;
  readonly subject: string;
  readonly time: string;
  readonly data: unknown;
}

/** A CloudEvent 1.0 as JSON (structured mode). */
export const cloudEvent = (event: CloudEvent): string =>
  JSON.stringify({ specversion: '1.0', ...event, datacontenttype: 'application/json' });

/**
 * The events of an alert so far: raised, acknowledged, closed. Their ids follow from the alert, so that an event that is
 * derived again is recognised. A muted alert has none.
 */
export function eventsOf(alert: Alert, queuedAt: string): readonly QueuedDelivery[] {
  if (alert.muted) return [];
  const times = { raised: alert.raisedAt, acknowledged: alert.acknowledgedAt, closed: alert.closedAt };
  return Object.entries(times).flatMap(([change, time]) =>
    time === undefined ? [] : queued(alert, { change, time, queuedAt }),
  );
}

function queued(
  alert: Alert,
  { change, time, queuedAt }: { readonly change: string; readonly time: string; readonly queuedAt: string },
): QueuedDelivery {
  const { alertId, ruleId } = alert;
  const [id, type] = [`${alertId}-${change}`, `vialog.v1.alert.${change}`];
  const delivery: AlertDelivery = { eventId: id, type, alertId, state: 'pending', attempts: 0, queuedAt };
  const source = `/v1/alert-rules/${ruleId}`;
  return { delivery, body: cloudEvent({ id, source, type, subject: alertId, time, data: alert }) };
}
