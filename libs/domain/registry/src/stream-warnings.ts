import type { StreamWarning } from '@vialog/contracts';
import type { Registry } from './registry.ts';

const maxNamedCameras = 5;

export interface CheckedStream {
  readonly url: string;
  /** The camera that has or gets this stream; undefined for a new one. */
  readonly cameraId: string | undefined;
}

/**
 * Warnings about the stream of a camera: other cameras that are not retired read the same one, so that both count the same
 * objects. Two zone sets on one stream are possible, but usually a camera was registered twice.
 */
export function streamWarnings(
  { cameras }: Pick<Registry, 'cameras'>,
  { url, cameraId }: CheckedStream,
): StreamWarning[] {
  const others = cameras.withStream(url).filter((camera) => camera.cameraId !== cameraId);
  if (others.length === 0) return [];
  const named = others.slice(0, maxNamedCameras).map((camera) => ({
    cameraId: camera.cameraId,
    name: camera.name,
  }));
  return [
    {
      kind: 'stream_in_use',
      message: messageFor(named, others.length),
      cameras: named,
      total: others.length,
    },
  ];
}

function messageFor(named: StreamWarning['cameras'], total: number): string {
  const names = named.map(({ cameraId, name }) => `"${name}" (${cameraId})`).join(', ');
  const more = total > named.length ? ` and ${total - named.length} more` : '';
  const subject = total === 1 ? `Camera ${names} already reads` : `Cameras ${names}${more} already read`;
  return `${subject} this stream: the same objects are counted more than once. Check whether the camera is registered twice.`;
}
