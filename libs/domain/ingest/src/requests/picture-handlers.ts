import type { Pause } from '@vialog/capture';
import {
  defaultPlan,
  isoOf,
  type Camera,
  type IngestRequestOf,
  type ModelBinding,
  type Picture,
  type Zone,
} from '@vialog/contracts';
import type { Detector } from '@vialog/detection';
import type { Ingest } from '../ingest.ts';
import { ingestFailure, type IngestHandlers, type IngestReply } from './ingest-requests.port.ts';
import { sentence } from './sentence.ts';
import { takePicture, type PictureCamera, type TakenPicture, type TakePicturePorts } from './take-picture.ts';

export interface PictureHandlerPorts extends TakePicturePorts {
  readonly ingest: Pick<Ingest, 'cameraNow' | 'workerOf'>;
  readonly detector: Detector;
  /** Encodes a picture as JPEG, in memory. */
  readonly encode: (picture: Picture) => Promise<Uint8Array>;
  /** Width at which a camera with these zones and this model is captured, px. */
  readonly widthOf: (camera: {
    readonly zones: readonly Zone[];
    readonly model: ModelBinding;
  }) => Promise<number>;
  readonly pause: Pause;
  /** Whether pictures may be shown: VIALOG_STILLS. */
  readonly areStillsOn: boolean;
}

/** Attempts to find a camera, and the pause between them, ms. */
const knownRounds = 15;
const knownPauseMs = 200;
/** Width of a still, px: enough to draw parking spaces. */
const stillWidth = 1280;

type PictureRequest = IngestRequestOf<'still'> | IngestRequestOf<'trial'>;
type Found = Pick<Camera, 'cameraId' | 'version'> & PictureCamera;

/** Responds to requests for pictures and trials. A picture exists in memory only, until the reply is sent. */
export function pictureHandlers(ports: PictureHandlerPorts): Pick<IngestHandlers, 'still' | 'trial'> {
  return {
    still: (request, signal) =>
      withPicture(ports, { request, width: stillWidth, signal }, (taken) => stillOf(ports, taken)),
    trial: async (request, signal) => {
      const width = ports.areStillsOn ? await ports.widthOf(request) : 0;
      return withPicture(ports, { request, width, signal }, (taken) => trialOf(ports, request, taken));
    },
  };
}

interface Wanted {
  readonly request: PictureRequest;
  readonly width: number;
  readonly signal: AbortSignal;
}

interface CameraPicture extends Extract<TakenPicture, { kind: 'picture' }> {
  readonly camera: Found;
}

async function withPicture<K extends 'still' | 'trial'>(
  ports: PictureHandlerPorts,
  { request, width, signal }: Wanted,
  work: (taken: CameraPicture) => Promise<IngestReply<K>>,
): Promise<IngestReply<K>> {
  if (!ports.areStillsOn)
    return ingestFailure(
      'rejected',
      'Pictures of cameras are switched off in the process that captures this camera (VIALOG_STILLS=off).',
    );
  const camera = await cameraOf(ports, request, signal);
  if (!camera)
    return ingestFailure(
      'unavailable',
      'The process that captures this camera does not know it yet. Try again.',
    );
  const worker = ports.ingest.workerOf(request.cameraId);
  const taken = await takePicture(ports, { camera, width, worker }, signal);
  if (taken.kind === 'fault') return ingestFailure('unavailable', sentence(taken.detail));
  return work({ ...taken, camera });
}

/** Waits for a camera that was just registered: the registry feed delivers it a moment later. */
async function cameraOf(
  { ingest, pause }: PictureHandlerPorts,
  { cameraId, unregistered }: PictureRequest,
  signal: AbortSignal,
): Promise<Found | undefined> {
  if (unregistered) return { cameraId, version: 1, plan: defaultPlan, ...unregistered };
  for (let round = 0; round < knownRounds && !signal.aborted; round += 1) {
    const camera = ingest.cameraNow(cameraId);
    if (camera) return camera;
    await pause(knownPauseMs, signal);
  }
  return undefined;
}

async function stillOf(ports: PictureHandlerPorts, taken: CameraPicture): Promise<IngestReply<'still'>> {
  const { picture, capturedAt } = taken;
  const { width, height } = picture;
  const content = { capturedAt: isoOf(capturedAt), width, height };
  return { kind: 'answered', content, bytes: await ports.encode(picture) };
}

async function trialOf(
  { detector, encode }: PictureHandlerPorts,
  { zones, model, outlines }: IngestRequestOf<'trial'>,
  { picture, capturedAt, camera }: CameraPicture,
): Promise<IngestReply<'trial'>> {
  const { width, height } = picture;
  const frame = { ...picture, cameraId: camera.cameraId, cameraVersion: camera.version, capturedAt };
  const reply = await detector.count(frame, { zones, model, trial: { outlines } });
  if (reply.kind === 'failed') return ingestFailure('not_counted', sentence(reply.detail));
  const content = { capturedAt: isoOf(capturedAt), width, height, zones: reply.count.zones };
  if (!reply.outlined) return { kind: 'answered', content };
  return { kind: 'answered', content, bytes: await encode(reply.outlined) };
}
