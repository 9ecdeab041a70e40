import type { NatsLink } from '@vialog/nats';
import { KvRegistryMirror } from '@vialog/registry-nats';
import type { RegistryReader } from '@vialog/registry';
import type { ServiceStart } from '@vialog/service-runtime';

/**
 * Copies the registry to the broker and keeps the copy current. Resolves when the copy is complete, so that the first
 * request cannot change a camera before; the copy is reconciled after each reconnection.
 */
export async function mirrorRegistry(
  { reader }: { readonly reader: RegistryReader },
  link: NatsLink,
  { logger, dependencies }: Pick<ServiceStart, 'logger' | 'dependencies'>,
): Promise<KvRegistryMirror> {
  const { connection } = link;
  const onError = (what: string, error: unknown): void => logger.warn({ err: error }, `${what} failed`);
  const mirror = new KvRegistryMirror({ connection, registry: reader, onError });
  await dependencies.waitFor('registry at the broker', mirror.start());
  link.onReconnect(() => void mirror.reconcile());
  return mirror;
}
