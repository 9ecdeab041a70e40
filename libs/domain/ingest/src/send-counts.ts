import { InvalidMessageError, type CountEvent, type Log } from '@vialog/contracts';
import { MessageTooLargeError, type MessageBus } from '@vialog/messaging';

/**
 * Publishes closed slots. A slot that does not match its schema (a defect of this software) or is too large for the bus is
 * logged and omitted, so that it does not block the others; the ledger reports its slot as `unreported`. Several slots that
 * are too large together are sent one by one.
 */
export async function sendCounts(
  bus: Pick<MessageBus, 'publish'>,
  events: readonly CountEvent[],
  logger: Pick<Log, 'error'>,
): Promise<'accepted' | 'full'> {
  try {
    return (await bus.publish('vialog.v1.counts', { v: 1, events: [...events] })).kind;
  } catch (error) {
    if (!(error instanceof InvalidMessageError || error instanceof MessageTooLargeError)) throw error;
    const [first] = events;
    if (events.length > 1) return sendSingly(bus, events, logger);
    logger.error({ err: error, eventId: first?.eventId }, 'a closed slot cannot be sent and was omitted');
    return 'accepted';
  }
}

async function sendSingly(
  ...[bus, events, logger]: Parameters<typeof sendCounts>
): Promise<'accepted' | 'full'> {
  for (const event of events) if ((await sendCounts(bus, [event], logger)) === 'full') return 'full';
  return 'accepted';
}
