import type { CaptureEvent, FrameSource } from '@vialog/capture';
import { samplingIntervalMs, type Camera, type Picture, type PixelFormat } from '@vialog/contracts';
import { openStream, type SecretOpener } from '@vialog/registry';
import type { CameraWorker } from '../camera-worker.ts';

export interface TakePicturePorts {
  readonly source: FrameSource;
  readonly secrets?: SecretOpener | undefined;
  readonly pixelFormat: PixelFormat;
}

/** The stream of a camera, registered or not. */
export type PictureCamera = Pick<Camera, 'cameraId' | 'stream' | 'secrets' | 'plan'>;

export interface WantedPicture {
  readonly camera: PictureCamera;
  /** Width, px; the picture is smaller if the stream is. */
  readonly width: number;
  /** Samples the camera in this process; undefined if it does not. */
  readonly worker?: CameraWorker | undefined;
}

export type TakenPicture =
  | { readonly kind: 'picture'; readonly picture: Picture; readonly capturedAt: number }
  | { readonly kind: 'fault'; readonly detail: string };

/** A camera that delivers pictures at least this often is not opened a second time, ms. */
const shortWaitMs = 3_000;

/**
 * Takes the current picture of a camera, in memory only: the next picture of the running capture, if it is large enough and
 * comes soon. Otherwise opens the stream for one picture. The running capture delivers the picture if this fails, because
 * some cameras serve only one client, and if it delivers two pictures before. Ends when the signal aborts.
 */
export async function takePicture(
  ports: TakePicturePorts,
  { camera, width, worker }: WantedPicture,
  signal: AbortSignal,
): Promise<TakenPicture> {
  const ending = new AbortController();
  const either = AbortSignal.any([signal, ending.signal]);
  try {
    const running = worker?.delivering;
    const isSoon = (samplingIntervalMs(camera.plan) ?? Infinity) <= shortWaitMs;
    if (worker && running && isSoon && running.width >= width) return await nextOf(worker, either);
    const opening = openOnce(ports, { camera, width }, either);
    if (!worker || !running) return await opening;
    const opened = await Promise.race([opening, nextOf(worker, either, 2)]);
    return opened.kind === 'fault' ? await nextOf(worker, either) : opened;
  } finally {
    ending.abort();
  }
}

const aborted: TakenPicture = { kind: 'fault', detail: 'No picture arrived in time.' };

/** The picture after `count` events of a running capture, copied, because the detector may overwrite its pixels. */
function nextOf(worker: CameraWorker, signal: AbortSignal, count = 1): Promise<TakenPicture> {
  return new Promise((resolve) => {
    let left = count;
    const stop = worker.watch((event) => {
      if (!isResult(event)) return;
      left -= 1;
      if (left > 0) return;
      stop();
      resolve(takenOf(event, true));
    });
    signal.addEventListener('abort', () => (stop(), resolve(aborted)), { once: true });
  });
}

/** Opens the stream until its first picture or fault. Closing it continues after the reply. */
function openOnce(
  { source, secrets, pixelFormat }: TakePicturePorts,
  { camera, width }: Pick<WantedPicture, 'camera' | 'width'>,
  signal: AbortSignal,
): Promise<TakenPicture> {
  return new Promise((resolve) => {
    let waiting = aborted;
    signal.addEventListener('abort', () => resolve(waiting), { once: true });
    const read = async (): Promise<void> => {
      const opened = await openStream(camera, secrets);
      const request = { ...opened, plan: { mode: 'fps', fps: 1 } as const, width, pixelFormat };
      for await (const event of source.frames(request, signal)) {
        if (isResult(event)) return resolve(takenOf(event, false));
        waiting = remarkOf(event) ?? waiting;
      }
      resolve(aborted);
    };
    read().catch((error: unknown) =>
      resolve({ kind: 'fault', detail: Error.isError(error) ? error.message : String(error) }),
    );
  });
}

type Result = Exclude<CaptureEvent, { kind: 'recovered' }>;

/** A picture, or the reason for its absence; not a remark about a stream that continues. */
const isResult = (event: CaptureEvent): event is Result =>
  event.kind === 'picture' || (event.kind === 'fault' && event.continues !== true);

const remarkOf = (event: CaptureEvent): TakenPicture | undefined =>
  event.kind === 'fault' ? { kind: 'fault', detail: event.detail } : undefined;

function takenOf(event: Result, isShared: boolean): TakenPicture {
  if (event.kind === 'fault') return { kind: 'fault', detail: event.detail };
  const { picture, capturedAt } = event;
  const copy = isShared ? { ...picture, pixels: picture.pixels.slice() } : picture;
  return { kind: 'picture', picture: copy, capturedAt };
}
