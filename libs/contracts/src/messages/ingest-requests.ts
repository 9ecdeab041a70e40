import { z } from 'zod';
import { liveTrialId, liveTrialNumbers } from '../api/live-trial.ts';
import { streamProbe } from '../api/stream-probe.ts';
import { onvifInterface, onvifReading } from '../api/onvif-responses.ts';
import { modelBinding } from '../records/camera.ts';
import { zoneCount } from '../records/frame-count.ts';
import { cameraHealth } from '../records/health.ts';
import { cameraId } from '../records/ids.ts';
import { instant } from '../records/instant.ts';
import { samplingPlan } from '../records/sampling-plan.ts';
import { stream } from '../records/stream.ts';
import { sealedSecret, streamSecrets } from '../records/stream-secrets.ts';
import { zone } from '../records/zone.ts';

const version = z.literal(1).describe('Record version');

/** A stream that is not registered. Its secrets are sealed for a temporary camera id. */
const unregisteredStream = z
  .strictObject({ stream, secrets: streamSecrets.optional() })
  .describe('Stream of a camera that is not registered; default: the registered camera');

const stillRequest = z
  .strictObject({
    v: version,
    kind: z.literal('still').describe('The current picture of a camera'),
    cameraId,
    unregistered: unregisteredStream.optional(),
  })
  .describe('Request for the current picture of a camera');

const pictureFields = {
  capturedAt: instant.describe('Arrival of the picture, clock of the capturing process'),
  width: z.int().min(1).describe('px'),
  height: z.int().min(1).describe('px'),
};

/** The registered or a temporary camera id owns the secrets: they are sealed for it. */
const probeRequest = z
  .strictObject({
    v: version,
    kind: z.literal('probe').describe('Open a stream and report what it delivers'),
    cameraId,
    stream,
    secrets: streamSecrets.optional(),
  })
  .describe('Request to probe a stream');

/** The picture itself follows the record as bytes. */
const stillReply = z.strictObject(pictureFields).describe('The current picture of a camera');

const trialRequest = z
  .strictObject({
    v: version,
    kind: z.literal('trial').describe('Count the current picture of a camera with draft zones'),
    cameraId,
    unregistered: unregisteredStream.optional(),
    zones: z.array(zone).min(1).max(65).describe('Zones to count'),
    model: modelBinding,
    outlines: z.boolean().describe('Return the picture with outlines of the counted objects'),
  })
  .describe('Request to count the current picture of a camera');

/** The picture with outlines follows the record as bytes when it was requested. */
const trialReply = z
  .strictObject({
    ...pictureFields,
    zones: z.array(zoneCount).max(65).describe('One entry per zone of which the model knows a class'),
  })
  .describe('Counts of the current picture of a camera');

/** Starts a live trial, or reads it when it runs with the same zones and model. */
const liveTrialRequest = z
  .strictObject({
    v: version,
    kind: z
      .literal('liveTrial')
      .describe('Follow the vehicles of a camera and count crossings of draft lines'),
    cameraId,
    unregistered: unregisteredStream.optional(),
    liveTrialId,
    zones: z.array(zone).min(1).max(65).describe('Zones to count'),
    model: modelBinding,
    plan: samplingPlan,
  })
  .describe('Request for the running counts of a live trial');

const liveTrialReply = z.strictObject(liveTrialNumbers.shape).describe('Running counts of a live trial');

const onvifInterfacesRequest = z
  .strictObject({
    v: version,
    kind: z.literal('onvifInterfaces').describe('List network interfaces'),
  })
  .describe('Request for the network interfaces on which ONVIF devices can be discovered');

const onvifInterfacesReply = z
  .strictObject({ items: z.array(onvifInterface).max(200).describe('Interfaces with an IPv4 address') })
  .describe('Network interfaces of the process that replies');

/** What the person who sent the request has to change. */
const onvifRejection = z.strictObject({
  kind: z.literal('rejected').describe('The request was rejected'),
  code: z
    .enum(['VALIDATION_FAILED', 'STREAM_REFUSED', 'DEVICE_UNREACHABLE'])
    .describe('Error code of the API'),
  detail: z.string().max(1_000).describe('Human-readable explanation, one sentence'),
  path: z.string().max(40).optional().describe('Field of the request that is invalid'),
});

const onvifDiscoveryRequest = z
  .strictObject({
    v: version,
    kind: z.literal('onvifDiscovery').describe('Discover ONVIF devices'),
    address: z.ipv4().describe('Address of the network interface'),
  })
  .describe('Request to discover ONVIF devices on one network interface');

const onvifDiscoveryReply = z
  .discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('found').describe('The search ended'),
      devices: z.array(onvifReading).max(500).describe('Devices that replied'),
    }),
    onvifRejection,
  ])
  .describe('Devices on the network of the process that replies');

const onvifDeviceRequest = z
  .strictObject({
    v: version,
    kind: z.literal('onvifDevice').describe('Read an ONVIF device'),
    host: z.string().max(300).describe('Host, host:port or URL of the device service'),
    cameraId: cameraId.describe('Temporary camera id, for which the credentials are sealed'),
    credentials: sealedSecret.optional().describe('Encrypted user name and password'),
  })
  .describe('Request to read an ONVIF device');

const onvifDeviceReply = z
  .discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('read').describe('The device replied'),
      device: onvifReading,
    }),
    onvifRejection,
  ])
  .describe('What the device replied');

const confirmViewRequest = z
  .strictObject({
    v: version,
    kind: z.literal('confirmView').describe('A person checked that the zones match what the camera shows'),
    cameraId,
  })
  .describe('Request to learn what a camera shows now as its view');

const confirmViewReply = z
  .strictObject({ health: cameraHealth.describe('Health of the camera afterwards') })
  .describe('The view is learned again');

/**
 * Requests of the API to the process that captures a camera, and the content of a successful reply to each, by kind. They
 * travel by request and reply, never through a stream. A new kind is one entry here and one handler (`IngestHandlers` of
 * `@vialog/ingest`).
 */
export const ingestRequests = {
  still: { request: stillRequest, reply: stillReply },
  trial: { request: trialRequest, reply: trialReply },
  liveTrial: { request: liveTrialRequest, reply: liveTrialReply },
  probe: { request: probeRequest, reply: streamProbe },
  onvifInterfaces: { request: onvifInterfacesRequest, reply: onvifInterfacesReply },
  onvifDiscovery: { request: onvifDiscoveryRequest, reply: onvifDiscoveryReply },
  onvifDevice: { request: onvifDeviceRequest, reply: onvifDeviceReply },
  confirmView: { request: confirmViewRequest, reply: confirmViewReply },
} as const;

export type IngestRequestKind = keyof typeof ingestRequests;
export type IngestRequestOf<K extends IngestRequestKind> = z.infer<(typeof ingestRequests)[K]['request']>;
export type IngestReplyOf<K extends IngestRequestKind> = z.infer<(typeof ingestRequests)[K]['reply']>;
export type IngestRequest = IngestRequestOf<IngestRequestKind>;

/**
 * Why a request failed.
 * - `no_process`: no process holds the camera, or none runs in the region
 * - `timeout`: no reply before the deadline
 * - `busy`: the process already handles as many requests as it allows
 * - `unsupported`: the process does not know this kind of request; it is an older version
 * - `unavailable`: the camera sends no picture
 * - `not_counted`: the detector did not count the picture
 * - `rejected`: switched off in that process (VIALOG_STILLS=off), or not allowed
 * - `failed`: an unexpected error in that process
 */
export const ingestFailureReasons = [
  'no_process',
  'timeout',
  'busy',
  'unsupported',
  'unavailable',
  'not_counted',
  'rejected',
  'failed',
] as const;

const ingestFailure = z
  .strictObject({
    v: version,
    kind: z.literal('failed').describe('The request failed'),
    reason: z.enum(ingestFailureReasons).describe('Why the request failed'),
    detail: z.string().max(1_000).describe('Human-readable explanation, one sentence'),
  })
  .describe('Why a request failed');
export type IngestFailure = Omit<z.infer<typeof ingestFailure>, 'v'>;

/** The reply to a request of this kind as it travels. */
export const ingestReplyEnvelope = <K extends IngestRequestKind>(kind: K) =>
  z.discriminatedUnion('kind', [
    z.strictObject({
      v: version,
      kind: z.literal('answered').describe('The request succeeded'),
      content: ingestRequests[kind].reply.describe('The response'),
    }),
    ingestFailure,
  ]);
