import type { Camera, Lifecycle, Site } from '@vialog/contracts';
import type { CameraVersions } from './registry-reader.port.ts';

export interface CameraFilter {
  readonly text?: string;
  readonly lifecycle?: Lifecycle;
  readonly site?: string;
}

export interface PageRequest {
  readonly limit: number;
  /** Key of the last item of the previous page. */
  readonly after?: { readonly name: string; readonly id: string };
}

/** Reads of the registry. `latest` is the newest version, in force or scheduled. */
export interface CameraDirectory extends CameraVersions {
  latest(cameraId: string): Promise<Camera | undefined>;
  list(filter: CameraFilter, page: PageRequest): Promise<readonly Camera[]>;
}

export interface SiteDirectory {
  site(siteId: string): Promise<Site | undefined>;
  sites(filter: { text?: string }, page: PageRequest): Promise<readonly Site[]>;
}
