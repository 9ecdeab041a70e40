import { randomUUID } from 'node:crypto';
import { connectBroker, type BrokerLink } from '@vialog/compose-broker';
import {
  frameSources,
  ingestHandlers,
  onvifNetwork,
  openSecretKeys,
  type StreamSettings,
} from '@vialog/compose-capture';
import type { Detector } from '@vialog/detection';
import { type BrokerSettings } from '@vialog/configuration';
import { frameReplies, streamQuality } from '@vialog/compose-metrics';
import { systemClock, systemTimers, type ServiceStart } from '@vialog/service-runtime';
import { ShardedIngest, type ShardedIngestOptions } from './sharded-ingest.ts';

export interface OpenShardedIngestOptions<D extends Detector> extends Pick<
  ShardedIngestOptions<D>,
  'detector' | 'continueWithoutBroker'
> {
  /** The service whose user signs in and whose streams are needed. */
  readonly service: 'ingest' | 'edge';
  readonly settings: StreamSettings & BrokerSettings & SecretKeySettings & { readonly VIALOG_REGION: string };
  readonly start: Pick<ServiceStart, 'logger' | 'metrics' | 'dependencies'>;
  /** Folders that are searched for ffmpeg, in the form of PATH. */
  readonly searchPath: string;
}

interface SecretKeySettings {
  readonly VIALOG_SECRET_KEY_FILE: string;
  readonly VIALOG_PUBLIC_KEY_FILE: string;
}

/** A sharded ingest and its broker, opened; `cameras.start()` begins to sample. */
export interface OpenShardedIngest<D extends Detector> {
  readonly link: BrokerLink;
  readonly cameras: ShardedIngest<D>;
}

/** Connects to the broker and opens the frame sources, the detector and the leases. */
export async function openShardedIngest<D extends Detector>({
  service,
  settings,
  start,
  searchPath,
  detector,
  continueWithoutBroker,
}: OpenShardedIngestOptions<D>): Promise<OpenShardedIngest<D>> {
  const secretKeyFile = settings.VIALOG_SECRET_KEY_FILE;
  const publicKeyFile = settings.VIALOG_PUBLIC_KEY_FILE;
  const secrets = await openSecretKeys({ secretKeyFile, publicKeyFile }, systemClock);
  const link = await connectBroker({ service, settings, start });
  const source = frameSources({
    settings,
    searchPath,
    clock: systemClock,
    onMark: streamQuality(start.metrics),
    // Called for requests, which begin after `cameras` is assigned.
    hostShareOf: (hostname) => cameras.ingest.hostShares.of(hostname),
  });
  const cameras: ShardedIngest<D> = new ShardedIngest({
    link,
    region: settings.VIALOG_REGION,
    continueWithoutBroker,
    source,
    secrets,
    detector,
    handlers: (context) =>
      ingestHandlers({
        ...context,
        settings,
        source,
        secrets,
        clock: systemClock,
        pause: systemTimers.pause,
        onvif: onvifNetwork(settings, systemClock),
      }),
    onReply: frameReplies(start.metrics),
    clock: systemClock,
    timers: systemTimers,
    member: randomUUID().replaceAll('-', ''),
    logger: start.logger,
  });
  return { link, cameras };
}
