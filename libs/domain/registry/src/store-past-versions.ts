import type { Camera } from '@vialog/contracts';
import type { Registry } from './registry.ts';

/**
 * Stores the versions of a counter whose counts are all in the past, oldest first. Versions that the registry has are kept, so that
 * an interrupted call can be repeated. Other use cases never back-date a version by more than the retention of records.
 * @throws {Error} when the record is sampled, or not retired with its last version
 */
export async function storePastVersions(
  { store, directory }: Pick<Registry, 'store' | 'directory'>,
  versions: readonly Camera[],
): Promise<void> {
  const last = versions.at(-1);
  if (!last) return;
  if (last.streamKind !== 'counter' || last.lifecycle !== 'retired')
    throw new Error(`expected a counter that is retired, found ${last.streamKind} ${last.lifecycle}`);
  const known = (await directory.latest(last.cameraId))?.version ?? 0;
  for (const camera of versions.filter(({ version }) => version > known))
    await store.put({ basedOn: camera.version - 1, camera });
}
