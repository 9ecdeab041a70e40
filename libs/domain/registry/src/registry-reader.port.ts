import type { Camera } from '@vialog/contracts';

/** A point in the history of one registry. */
export interface RegistryPosition {
  /** Random identity of the registry; a rebuilt copy has another one. Revisions of different epochs do not compare. */
  readonly epoch: string;
  /** Number of the last change seen; it increases with every change of the registry. */
  readonly revision: number;
}

export interface RegistrySnapshot {
  /** Changes after this position are not in `cameras`, or repeat what is in it; none is missed. */
  readonly position: RegistryPosition;
  /** All versions of all cameras, ascending by camera and version. */
  readonly cameras: readonly Camera[];
  /** False while a copy of the registry is still being filled: a camera that is missing may exist. */
  readonly isComplete: boolean;
}

/** One change of the registry; `revision` is its place in the order of all changes. */
export type RegistryChange = CameraEvent & { readonly revision: number };

/** What happened to a camera: a new version was stored, or the camera was erased with all its versions. */
export type CameraEvent =
  | { readonly kind: 'version'; readonly camera: Camera }
  | { readonly kind: 'erased'; readonly cameraId: string };

/** The registry was restored or rebuilt: positions in it are no longer valid. Read a new snapshot. */
export class RegistryReset extends Error {
  constructor() {
    super('the registry was restored or rebuilt: read it again from the start');
    this.name = 'RegistryReset';
  }
}

/** Reads camera versions; every query about events needs them. */
export interface CameraVersions {
  /** All versions of the cameras (all cameras if omitted), ascending by camera and version. */
  versions(cameraIds?: readonly string[]): Promise<readonly Camera[]>;
}

/** Follows the registry: one snapshot, then each change once, in order. */
export interface RegistryReader extends CameraVersions {
  snapshot(): Promise<RegistrySnapshot>;
  /**
   * Changes after a position, oldest first, until the signal aborts. Versions of cameras erased since are left out.
   * @throws {RegistryReset} when the position is not in the history of this registry
   */
  changes(after: RegistryPosition, signal: AbortSignal): AsyncIterable<RegistryChange>;
}
