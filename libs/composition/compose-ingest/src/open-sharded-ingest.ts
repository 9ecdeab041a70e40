import { randomUUID } from 'node:crypto';
import { openLink, type LinkOptions, type NatsLink } from '@vialog/nats';
import { frameSources, type StreamSettings } from '@vialog/compose-capture';
import type { Detector } from '@vialog/detection';
import { ShardedIngest, type ShardedIngestOptions } from './sharded-ingest.ts';

export interface OpenShardedIngestOptions<D extends Detector> extends Omit<
  ShardedIngestOptions<D>,
  'link' | 'source' | 'member'
> {
  /** Whose streams at the broker are needed. */
  readonly service: 'ingest' | 'edge';
  readonly access: Pick<LinkOptions, 'servers' | 'user' | 'password'>;
  readonly settings: StreamSettings;
  /** Folders ffmpeg is looked for in, as in PATH. */
  readonly searchPath: string;
  /** Where the service waits for the broker. */
  readonly dependencies: { waitFor<T>(what: string, opening: Promise<T>): Promise<T> };
}

/** Everything a capturing service is made of, opened and not yet sampling. */
export interface OpenShardedIngest<D extends Detector> {
  readonly link: NatsLink;
  readonly cameras: ShardedIngest<D>;
}

/** Waits for the broker and puts the sources of pictures and a detector behind the leases kept there. */
export async function openShardedIngest<D extends Detector>({
  service,
  access,
  settings,
  searchPath,
  dependencies,
  ...options
}: OpenShardedIngestOptions<D>): Promise<OpenShardedIngest<D>> {
  const { clock, logger } = options;
  const report = (line: string): void => logger.warn({}, line);
  const link = await dependencies.waitFor('broker', openLink({ ...access, service, report }));
  const source = frameSources({ settings, searchPath, clock });
  const member = randomUUID().replaceAll('-', '');
  return { link, cameras: new ShardedIngest({ ...options, link, source, member }) };
}
