import type { Camera, CamerasQuery } from '@vialog/contracts';
import { pageRequest, writeCursor } from './page-cursor.ts';
import type { Registry } from './registry.ts';

/** A page of cameras as they are stored. */
export interface StoredCamerasPage {
  readonly items: readonly Camera[];
  readonly nextCursor: string | null;
}

/**
 * A page of cameras in their newest versions, by name, then id.
 * @throws <VialogError> CURSOR_INVALID
 */
export async function listCameras(
  registry: Pick<Registry, 'directory'>,
  query: CamerasQuery,
): Promise<StoredCamerasPage> {
  const { limit, cursor, text, lifecycle, site } = query;
  const filter = {
    ...(text ? { text } : {}),
    ...(lifecycle ? { lifecycle } : {}),
    ...(site ? { site } : {}),
  };
  const found = await registry.directory.list(filter, pageRequest(filter, { limit, cursor }));
  const items = found.slice(0, limit);
  const last = found.length > limit ? items.at(-1) : undefined;
  return { items, nextCursor: last ? writeCursor(filter, { name: last.name, id: last.cameraId }) : null };
}
