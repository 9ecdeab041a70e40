import type { Camera, Lifecycle, Site } from '@vialog/contracts';

export interface CameraFilter {
  readonly text?: string;
  readonly lifecycle?: Lifecycle;
  readonly site?: string;
}

export interface PageRequest {
  readonly limit: number;
  /** Key of the last item of the page before. */
  readonly after?: { readonly name: string; readonly id: string };
}

/** Reads of the registry. `latest` is the newest version, in force or about to be. */
export interface CameraDirectory {
  latest(cameraId: string): Promise<Camera | undefined>;
  list(filter: CameraFilter, page: PageRequest): Promise<readonly Camera[]>;
  /** All versions of the cameras (all cameras if left out), ascending by camera and version. */
  versions(cameraIds?: readonly string[]): Promise<readonly Camera[]>;
}

export interface SiteDirectory {
  site(siteId: string): Promise<Site | undefined>;
  sites(filter: { text?: string }, page: PageRequest): Promise<readonly Site[]>;
}
