import { StreamableFile } from '@nestjs/common';
import type { Camera, LiveTrialInput, LiveTrialResponse, TrialInput, TrialResponse } from '@vialog/contracts';
import { principalOf, type AuthenticatedRequest } from '../access/authenticated-request.ts';
import { logLiveTrial, logPicture } from './log-picture.ts';
import type { StillDesk } from './still-desk.ts';

/** Sends the current picture of a camera or of an unregistered stream, and logs that it was sent. */
export async function sendStill(
  desk: StillDesk,
  request: AuthenticatedRequest,
  camera: Camera,
): Promise<StreamableFile> {
  const still = await desk.still(principalOf(request), camera);
  logPicture(request, camera.cameraId, 'still');
  return jpegFile(still.jpeg);
}

/** Sends the result of a trial. `path` of the camera or grant; the picture with outlines is below it. */
export async function sendTrial(
  desk: StillDesk,
  request: AuthenticatedRequest,
  { camera, input, path }: { camera: Camera; input: TrialInput; path: string },
): Promise<TrialResponse> {
  const { trialId, ...counted } = await desk.trial(principalOf(request), camera, input);
  logPicture(request, camera.cameraId, 'trial');
  return input.outlines ? { ...counted, outlinesPath: `${path}/trials/${trialId}/outlines` } : counted;
}

/** Sends the running counts of a live trial, and logs its start. */
export function sendLiveTrial(
  desk: StillDesk,
  request: AuthenticatedRequest,
  { camera, input }: { camera: Camera; input: LiveTrialInput },
): Promise<LiveTrialResponse> {
  const onStarted = () => logLiveTrial(request, camera.cameraId);
  return desk.liveTrial(principalOf(request), camera, input, onStarted);
}

/** Sends the picture of a trial with outlines of the counted objects. */
export async function sendOutlines(
  desk: StillDesk,
  request: AuthenticatedRequest,
  { camera, trialId }: { camera: Camera; trialId: string },
): Promise<StreamableFile> {
  const jpeg = await desk.outlines(principalOf(request), camera, trialId);
  logPicture(request, camera.cameraId, 'outlines');
  return jpegFile(jpeg);
}

const jpegFile = (jpeg: Uint8Array): StreamableFile => new StreamableFile(jpeg, { type: 'image/jpeg' });
