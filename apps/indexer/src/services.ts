import { NatsBus, openLink, type NatsLink } from '@vialog/nats';
import { keepHouse } from '@vialog/message-handlers';
import type { OpenEventStore } from '@vialog/events';
import { brokerAccess, systemClock, type ServiceStart } from '@vialog/service-runtime';
import type { Configuration } from './configuration.ts';
import { openStore } from './open-store.ts';

/** Everything an indexer is made of, opened and not yet reading. */
export interface Services {
  readonly link: NatsLink;
  readonly bus: NatsBus;
  readonly store: OpenEventStore;
  /** Ends the housekeeping. */
  readonly stopHousekeeping: () => void;
}

/** Waits for the event store and the broker. */
export async function openServices(
  configuration: Configuration,
  { logger, dependencies }: ServiceStart,
): Promise<Services> {
  const report = (line: string): void => logger.warn(line);
  const maxBytes = configuration.VIALOG_EVENTS_MAX_BYTES;
  const [store, link] = await Promise.all([
    dependencies.openWithRetry('event store', () => openStore(configuration, logger)),
    dependencies.waitFor(
      'broker',
      openLink({
        ...brokerAccess(configuration),
        service: 'indexer',
        report,
        ...(maxBytes === undefined ? {} : { eventsMaxBytes: maxBytes }),
      }),
    ),
  ]);
  const stopHousekeeping = keepHouse({
    store,
    clock: systemClock,
    onError: (error) => logger.error({ err: error }, 'forgetting old events failed'),
  });
  return { link, bus: new NatsBus({ link, clock: systemClock, report }), store, stopHousekeeping };
}
