import { isoOf, VialogError, type Alert, type AlertPatch, type Clock } from '@vialog/contracts';
import type { AlertStore } from './alert-store.port.ts';

export interface AlertChangeRequest {
  readonly alertId: string;
  readonly patch: AlertPatch;
  /** Name of the account. */
  readonly by: string;
}

/**
 * Acknowledges an alert or writes its note. A closed alert can still be acknowledged; it stays closed. The first
 * acknowledgement stays.
 * @throws {VialogError} ALERT_NOT_FOUND
 */
export async function changeAlert(
  { alerts, clock }: { readonly alerts: Pick<AlertStore, 'update'>; readonly clock: Clock },
  { alertId, patch, by }: AlertChangeRequest,
): Promise<Alert> {
  const changed = await alerts.update(alertId, (alert) => {
    const acknowledged = patch.acknowledged ? acknowledge(alert, by, isoOf(clock.now())) : alert;
    return patch.note === undefined ? acknowledged : withNote(acknowledged, patch.note, by);
  });
  if (!changed) throw new VialogError('ALERT_NOT_FOUND');
  return changed;
}

function acknowledge(alert: Alert, acknowledgedBy: string, acknowledgedAt: string): Alert {
  if (alert.acknowledgedBy !== undefined) return alert;
  const state = alert.state === 'closed' ? 'closed' : 'acknowledged';
  return { ...alert, state, acknowledgedBy, acknowledgedAt };
}

function withNote(alert: Alert, note: string, notedBy: string): Alert {
  if (note !== '') return { ...alert, note, notedBy };
  const others = Object.entries(alert).filter(([name]) => name !== 'note' && name !== 'notedBy');
  return Object.fromEntries(others) as Alert;
}
