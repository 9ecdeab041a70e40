import { NatsBus } from '@vialog/messaging-nats';
import type { NatsLink } from '@vialog/nats';
import { systemClock } from '@vialog/service-runtime';
import type { Logger } from 'pino';

/** The message bus of a service of the city profile. `region`: of the counts that it publishes. */
export const openBrokerBus = (
  link: NatsLink,
  logger: Pick<Logger, 'warn'>,
  options: { readonly region?: string } = {},
): NatsBus => new NatsBus({ ...options, link, clock: systemClock, report: (line) => logger.warn(line) });
