import { InvalidMessageError, type CountEvent, type Log } from '@vialog/contracts';
import type { MessageBus } from '@vialog/messaging';

/**
 * Puts closed slots on the bus. A slot that its schema refuses is a defect of this software: it is logged and left out, so that it
 * never holds up the others; the ledger shows its slot as `unreported`.
 */
export async function sendCounts(
  bus: Pick<MessageBus, 'publish'>,
  events: readonly CountEvent[],
  logger: Pick<Log, 'error'>,
): Promise<'accepted' | 'full'> {
  try {
    return (await bus.publish('vialog.v1.counts', { v: 1, events: [...events] })).kind;
  } catch (error) {
    if (!(error instanceof InvalidMessageError)) throw error;
    const [first] = events;
    if (events.length > 1) return sendSingly(bus, events, logger);
    logger.error(
      { err: error, eventId: first?.eventId },
      'a closed slot does not fit its schema and was left out',
    );
    return 'accepted';
  }
}

async function sendSingly(
  ...[bus, events, logger]: Parameters<typeof sendCounts>
): Promise<'accepted' | 'full'> {
  for (const event of events) if ((await sendCounts(bus, [event], logger)) === 'full') return 'full';
  return 'accepted';
}
