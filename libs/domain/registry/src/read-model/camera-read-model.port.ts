import type { Camera, CameraHealth, Site } from '@vialog/contracts';
import type { PageRequest } from '../camera-directory.port.ts';
import type { CameraEntry } from './camera-entry.ts';

/** The newest version of every camera, sorted by name, then id. */
export interface NewestCameras {
  newest(): readonly Camera[];
}

/** The copy of the registry in memory that lists, map, models and suggestions read. */
export interface CameraReadModel extends NewestCameras {
  /** Sorted by name, then id; the same list until a camera changes. */
  entries(): readonly CameraEntry[];
  /** The newest versions of cameras with this stream (`streamIdentity`) that are not retired, by name, then id. */
  withStream(url: string): readonly Camera[];
}

/** What lists and the map of cameras read. */
export interface CameraListPorts {
  readonly cameras: CameraReadModel;
  readonly sites: {
    sites(filter: { text?: string }, page: PageRequest): Promise<readonly Site[]>;
  };
  /** The current health of a camera. */
  readonly healthOf: (camera: Camera) => CameraHealth;
}
