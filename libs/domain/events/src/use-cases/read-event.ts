import { VialogError, type CountEvent } from '@vialog/contracts';
import type { EventPorts } from './event-ports.ts';

/** @throws {VialogError} EVENT_NOT_FOUND when there is no such event, or it is past its retention */
export async function readEvent(ports: Pick<EventPorts, 'events'>, eventId: string): Promise<CountEvent> {
  const event = await ports.events.byId(eventId);
  if (event) return event;
  throw new VialogError(
    'EVENT_NOT_FOUND',
    `There is no event "${eventId}"; an id is <slotStart>-<cameraId>-<zoneId>, and events are kept for 30 days.`,
  );
}
