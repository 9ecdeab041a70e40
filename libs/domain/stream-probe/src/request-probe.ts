import {
  maxProbeMs,
  VialogError,
  type Camera,
  type IngestFailure,
  type IngestRequestOf,
  type Stream,
  type StreamProbe,
  type StreamProbeInput,
} from '@vialog/contracts';
import { regionOf, type IngestRequests, type IngestTarget } from '@vialog/ingest';
import { newId, protectStream, readCamera, type Registry, type StreamOwner } from '@vialog/registry';

export interface RequestProbePorts {
  readonly registry: Pick<Registry, 'directory' | 'secrets' | 'random'>;
  readonly ingestRequests: IngestRequests;
}

/** The rest of `maxProbeMs` is for sealing and for the way there and back, ms. */
const deadlineMs = maxProbeMs - 500;

/**
 * Has a process that captures cameras probe a stream: it has the network access and the key. Sent secrets are sealed for it
 * like those of a registered camera, and stored nowhere.
 * @throws {VialogError} VALIDATION_FAILED, CAMERA_NOT_FOUND, SECRETS_UNAVAILABLE, RATE_LIMITED, CAPTURE_UNAVAILABLE
 */
export async function requestProbe(
  { registry, ingestRequests }: RequestProbePorts,
  input: StreamProbeInput,
): Promise<StreamProbe> {
  const camera = input.cameraId === undefined ? undefined : await readCamera(registry, input.cameraId);
  const request = await sealedRequest(registry, input, camera);
  const to: IngestTarget = { kind: 'region', region: regionFor(input, camera) };
  const reply = await ingestRequests.send<'probe'>(request, { to, deadlineMs });
  if (reply.kind === 'failed') throw explained(reply);
  return reply.content;
}

async function sealedRequest(
  { secrets, random }: RequestProbePorts['registry'],
  { stream: sent, credentials }: StreamProbeInput,
  before: Camera | undefined,
): Promise<IngestRequestOf<'probe'>> {
  const owner: StreamOwner = {
    cameraId: before?.cameraId ?? newId(random),
    stream: streamOf(sent, before),
  };
  const sealed = await protectStream(secrets, owner, { credentials, before });
  return { v: 1, kind: 'probe', ...sealed };
}

function streamOf(sent: Stream | undefined, before: Camera | undefined): Stream {
  const stream = sent ?? before?.stream;
  if (stream === undefined) throw new VialogError('VALIDATION_FAILED');
  return stream;
}

const regionFor = ({ region }: StreamProbeInput, camera: Camera | undefined): string =>
  region ?? regionOf(camera ?? { tags: [] });

function explained({ reason, detail }: IngestFailure): VialogError {
  if (reason === 'busy') return new VialogError('RATE_LIMITED', detail, { retryAfterSeconds: 5 });
  return new VialogError('CAPTURE_UNAVAILABLE', detail);
}
