import type { Camera, Governance, Position, Stream } from '@vialog/contracts';

/** What a row states about a camera. A field that is absent or empty in the file is absent here. */
export interface StatedCamera {
  readonly name?: string;
  readonly code?: string;
  readonly position?: Position;
  readonly heading?: number;
  readonly fieldOfView?: number;
  readonly height?: number;
  readonly tilt?: number;
  readonly indoor?: boolean;
  readonly maker?: string;
  readonly hardwareModel?: string;
  readonly recorderLink?: string;
  readonly tags?: readonly string[];
  readonly groups?: readonly string[];
  readonly timeZone?: string;
  readonly stream?: Partial<Stream>;
  readonly governance?: Partial<Governance>;
}

/** One row of a camera list, checked field by field. */
export interface CameraRow {
  readonly row: number;
  readonly line?: number | undefined;
  readonly stated: StatedCamera;
  /** Id in the exporting registry, which may be another one. */
  readonly cameraId?: string | undefined;
  readonly lifecycle?: Camera['lifecycle'] | undefined;
  readonly isSkipped: boolean;
  readonly problems: readonly string[];
  readonly warnings: readonly string[];
}

/** A camera list, ready to be compared with the registry. */
export interface CameraFile {
  readonly rows: readonly CameraRow[];
  readonly problems: readonly string[];
  readonly warnings: readonly string[];
}
