import { regionOf, shardOf, type IngestTarget } from '@vialog/ingest';

/** Subject on which the holder of a shard receives the requests for its cameras. */
export const shardSubject = (region: string, shard: number): string =>
  `vialog.v1.ingest.shard.${region}.${shard}`;

/** Subject on which one of the processes of a region receives a request. */
export const regionSubject = (region: string): string => `vialog.v1.ingest.region.${region}`;

export function subjectOf(to: IngestTarget): string {
  if (to.kind === 'region') return regionSubject(to.region);
  return shardSubject(regionOf(to.camera), shardOf(to.camera.cameraId));
}
