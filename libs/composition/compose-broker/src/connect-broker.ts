import { openLink, type NatsLink, type ServiceName } from '@vialog/nats';
import { brokerAccess, type BrokerSettings } from '@vialog/configuration';
import { type ServiceStart } from '@vialog/service-runtime';

export interface ConnectBrokerOptions {
  /** The service whose user signs in and whose streams are needed. */
  readonly service: ServiceName;
  readonly settings: BrokerSettings;
  readonly start: Pick<ServiceStart, 'logger' | 'dependencies'>;
  /** Size limit of the event stream, bytes; undefined: unchanged, or the default when the stream is created. */
  readonly eventsMaxBytes?: number | undefined;
}

/** Connects to the broker. Resolves when the streams of the service exist; until then the service is not ready. */
export function connectBroker({
  service,
  settings,
  start: { logger, dependencies },
  eventsMaxBytes,
}: ConnectBrokerOptions): Promise<NatsLink> {
  const report = (line: string): void => logger.warn(line);
  const options = { ...brokerAccess(settings), service, report };
  return dependencies.waitFor(
    'broker',
    openLink(eventsMaxBytes === undefined ? options : { ...options, eventsMaxBytes }),
  );
}
