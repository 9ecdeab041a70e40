import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { chooseBaseMap, type BaseMapSource, type TileArchive } from '@vialog/base-map';
import type { Log } from '@vialog/contracts';
import { demoStreets, demoTag } from '@vialog/demo';
import { openTileArchive, UnusableTiles } from '@vialog/map-tiles';
import type { NewestCameras } from '@vialog/registry';

export interface BaseMapOptions {
  /** VIALOG_BASE_MAP. */
  readonly file: string | undefined;
  /** VIALOG_DATA_DIR, where a file of the agreed name is found without a setting. */
  readonly dataDir: string;
  readonly cameras: NewestCameras;
  readonly log: Pick<Log, 'warn'>;
  /** Aborted when the server stops: the file is closed. */
  readonly signal: AbortSignal;
}

/** Names under which a map is found in the data folder. */
const agreedNames = ['base-map.pmtiles', 'base-map.mbtiles'];

/**
 * Opens the map below the cameras. A damaged file in the data folder is logged and left out: the console works without a map.
 * @throws {UnusableTiles} when the file of VIALOG_BASE_MAP cannot be used; the message says how to start without it
 */
export async function openBaseMap(options: BaseMapOptions): Promise<BaseMapSource> {
  const { cameras, signal } = options;
  const archive = options.file === undefined ? await foundArchive(options) : await namedArchive(options.file);
  if (archive) signal.addEventListener('abort', () => void archive.close());
  return chooseBaseMap({
    demoTown: demoStreets,
    hasDemo: () => cameras.newest().some(({ tags }) => tags.includes(demoTag)),
    ...(archive ? { archive } : {}),
  });
}

async function namedArchive(file: string): Promise<TileArchive> {
  try {
    return await openTileArchive(file);
  } catch (cause) {
    if (!(cause instanceof UnusableTiles)) throw cause;
    throw new UnusableTiles(
      `${cause.message}; correct VIALOG_BASE_MAP, or remove it to start without a map`,
      {
        cause,
      },
    );
  }
}

async function foundArchive({ dataDir, log }: BaseMapOptions): Promise<TileArchive | undefined> {
  for (const name of agreedNames) {
    const file = join(dataDir, name);
    const exists = await access(file).then(
      () => true,
      () => false,
    );
    if (!exists) continue;
    try {
      return await openTileArchive(file);
    } catch (error) {
      if (!(error instanceof UnusableTiles)) throw error;
      log.warn({ err: error }, `the map is shown without ${name}: it cannot be used`);
    }
  }
  return undefined;
}
