import type { Camera, Site, StreamSecrets } from '@vialog/contracts';
import type { ModelStepChange } from './model-bindings/model-binding-store.port.ts';

export interface CameraChange {
  /** Version the change was made from; the store rejects (CAMERA_CHANGED) if a newer one exists. 0: a new camera. */
  readonly basedOn: number;
  readonly camera: Camera;
  /** A step of the model of this camera, stored in the same transaction. */
  readonly modelStep?: ModelStepChange | undefined;
}

export interface SiteChange {
  /** The record the change was made from; undefined for a new site. */
  readonly basedOn: Site | undefined;
  readonly site: Site;
}

/** The same secrets of one version, encrypted with another key. */
export interface SecretsChange {
  readonly cameraId: string;
  readonly version: number;
  readonly secrets: StreamSecrets;
}

/** Named values about the whole registry that are stored in it, so that backups contain them. */
export interface RegistryMarks {
  mark(name: string): Promise<string | undefined>;
  setMark(name: string, value: string): Promise<void>;
}

/** Writes. Each change of a camera is a new version row and one revision, in one transaction. */
export interface CameraStore {
  /**
   * @throws {VialogError} CAMERA_CHANGED, BINDING_CHANGED, or CODE_TAKEN when another camera that is not retired has the
   * code
   */
  put(change: CameraChange): Promise<void>;
  /**
   * Replaces the encrypted secrets of a stored version without a new version; a reader receives the version again. Does
   * nothing if the version does not exist.
   */
  replaceSecrets(change: SecretsChange): Promise<void>;
  /**
   * Stores changes of different cameras in one transaction: all or none. Codes may move between the cameras.
   * @throws {VialogError} as `put`, for the first change that is rejected
   */
  putAll(changes: readonly CameraChange[]): Promise<void>;
  /** @throws {VialogError} SITE_CHANGED when the stored site is not `basedOn` any more */
  putSite(change: SiteChange): Promise<void>;
  /** Removes cameras and sites with all versions (the demo). */
  erase(ids: { cameras: readonly string[]; sites: readonly string[] }): Promise<void>;
  /** Ids of all zones the camera ever had; a new zone must not reuse one. */
  zoneIdsEverUsed(cameraId: string): Promise<ReadonlySet<string>>;
}
