import { streamProtocol } from '../records/stream-protocol.ts';
import { z } from 'zod';
import { cameraId } from '../records/ids.ts';
import { samplingPlan } from '../records/sampling-plan.ts';
import { streamInput, streamKindOf } from '../records/stream.ts';
import { credentials } from '../records/stream-secrets.ts';
import { slotMs, zoneKind } from '../records/zone.ts';

/** Maximum duration of a probe, ms. */
export const maxProbeMs = 15_000;

export const streamProbeInput = z
  .strictObject({
    stream: streamInput
      .optional()
      .describe('Stream to probe; default: the stored stream of the camera `cameraId`'),
    credentials: credentials
      .optional()
      .describe('User name and password for this probe; never stored, returned or logged'),
    cameraId: cameraId
      .optional()
      .describe(
        'Registered camera whose stored credentials are used where none are sent; they are sent to its registered host only',
      ),
    region: z
      .string()
      .regex(/^[a-z0-9-]{1,20}$/, 'expected 1 to 20 characters of a-z 0-9 -')
      .optional()
      .describe(
        'City profile: region whose ingest connects to the camera; default: the region of `cameraId`, otherwise main',
      ),
  })
  .refine((input) => input.stream === undefined || streamKindOf(input.stream.url) !== 'counter', {
    error: 'a counter has no stream to probe; expected the URL of a stream',
    path: ['stream', 'url'],
  })
  .refine((input) => input.stream !== undefined || input.cameraId !== undefined, {
    error: 'expected a stream to probe, or the cameraId of a registered camera',
    path: ['stream'],
  })
  .describe('A stream to probe; at most 15 s');
export type StreamProbeInput = z.infer<typeof streamProbeInput>;

export const probeOutcomes = [
  'playing',
  'rejected',
  'unknown_host',
  'unreachable',
  'tls_failed',
  'credentials_required',
  'credentials_rejected',
  'not_found',
  'not_a_stream',
  'no_picture',
  'undecodable',
  'failed',
] as const;
export const probeOutcome = z
  .enum(probeOutcomes)
  .describe(
    'playing: pictures arrive; rejected: the address, file or scene is not allowed; unknown_host: the host name does not ' +
      'resolve; unreachable: no connection or no response; tls_failed: no TLS, or an untrusted certificate; ' +
      'credentials_required; credentials_rejected; not_found: the camera does not know the path; not_a_stream: the response is ' +
      'no stream, e.g. a web page; no_picture: connected, but no picture or key frame in time; undecodable: the data cannot ' +
      'be decoded; failed: any other reason, see detail',
  );
export type ProbeOutcome = z.infer<typeof probeOutcome>;

export const qualityIssue = z
  .strictObject({
    kind: z
      .enum(['dark', 'overexposed', 'uniform', 'unchanged', 'damaged'])
      .describe(
        'dark: black and uniform; overexposed: white and uniform; uniform: one colour; unchanged: identical pixels in all ' +
          'pictures of the probe; damaged: some data could not be decoded',
      ),
    detail: z.string().describe('One sentence: what was seen and what to do'),
  })
  .describe('A problem that is visible in the pictures');
export type QualityIssue = z.infer<typeof qualityIssue>;

export const samplingAdvice = z
  .strictObject({
    zoneKind,
    plan: samplingPlan,
    slotMs: slotMs.describe('Slot length, ms; at least 60000 where persons are counted'),
    basis: z
      .enum([
        'key_frames',
        'long_gop',
        'all_intra',
        'refresh',
        'refresh_unknown',
        'motion_jpeg',
        'unmeasured',
        'frame_rate',
      ])
      .describe(
        'What the recommendation follows from: key_frames: key frames come often enough; long_gop: key frames are too rare, ' +
          'so all frames are decoded; all_intra: every frame, or nearly, is a key frame; refresh: measured or stated refresh period; ' +
          'refresh_unknown: the picture did not change during the probe; motion_jpeg; unmeasured: the key frame interval ' +
          'could not be measured; frame_rate: vehicles are followed from frame to frame',
      ),
    reason: z.string().describe('The reason in one or two sentences'),
  })
  .describe('Recommended sampling plan and slot length for one kind of zone');
export type SamplingAdvice = z.infer<typeof samplingAdvice>;

export const addressRejection = z
  .strictObject({
    host: z.string().describe('Host name of the URL or of the redirect'),
    addresses: z
      .array(
        z.strictObject({
          address: z.string().describe('IP address'),
          range: z
            .string()
            .describe(
              'Kind of address range, e.g. loopback, private, linkLocal, uniqueLocal, carrierGradeNat',
            ),
        }),
      )
      .describe('Addresses to which the host resolves, none of which may be connected to'),
  })
  .describe('What the address rules rejected; VIALOG_ALLOW_CIDRS allows more ranges');
export type AddressRejection = z.infer<typeof addressRejection>;

export const streamProbe = z
  .strictObject({
    outcome: probeOutcome,
    detail: z.string().describe('One sentence: what was found, or what is wrong and what to do'),
    url: z.string().describe('Probed URL without user name and password; *** stands for a secret value'),
    protocol: streamProtocol.optional().describe('Protocol that the response showed; absent if unknown'),
    transport: z.enum(['tcp', 'udp']).optional().describe('RTP transport of an RTSP stream'),
    encrypted: z.boolean().describe('true: TLS between Vialog and the camera (rtsps, https)'),
    codec: z
      .string()
      .optional()
      .describe('Codec in FFmpeg names, e.g. h264, hevc, mjpeg; png or webp for such snapshots'),
    width: z.int().min(1).optional().describe('Width as shown, after rotation and pixel aspect ratio, px'),
    height: z.int().min(1).optional().describe('Height as shown, after rotation and pixel aspect ratio, px'),
    framesPerSecond: z
      .number()
      .min(0)
      .optional()
      .describe('Measured frame rate, frames/s; not for snapshots'),
    keyframeIntervalMs: z
      .number()
      .min(0)
      .optional()
      .describe('Longest measured time between two key frames (GOP), ms; absent if fewer than two arrived'),
    refreshMs: z
      .number()
      .min(0)
      .optional()
      .describe(
        'Longest measured time between two different snapshots, ms; absent if fewer than two changes were seen',
      ),
    authentication: z
      .strictObject({
        required: z
          .boolean()
          .optional()
          .describe('Whether the camera required credentials; absent if unknown'),
        schemes: z
          .array(z.string().max(40))
          .describe('Authentication schemes that the camera offers, e.g. Digest MD5, Digest SHA-256, Basic'),
      })
      .describe('Authentication at the camera'),
    substream: z
      .strictObject({
        url: z.string().describe('URL without user name and password'),
        width: z.int().min(0).optional().describe('Width, px'),
        height: z.int().min(0).optional().describe('Height, px'),
        encoding: z.string().optional().describe('Video encoder as the device names it, e.g. H264'),
      })
      .optional()
      .describe('Smaller stream of the same view, if a device on the ONVIF review list names one'),
    rejection: addressRejection.optional(),
    certificateSha256: z
      .string()
      .optional()
      .describe(
        'SHA-256 fingerprint of the certificate that the camera presented and that is not accepted, 64 hexadecimal digits; ' +
          'to accept it, compare it at the camera and send it as `stream.certificateSha256`',
      ),
    quality: z
      .array(qualityIssue)
      .describe('Problems that are visible in the pictures; empty: none was seen'),
    recommendations: z
      .array(samplingAdvice)
      .describe('One for each kind of zone that can be counted; empty if no picture arrived'),
    warnings: z.array(z.string()).describe('What deserves attention, one sentence each'),
    durationMs: z.int().min(0).describe('Duration of the probe, ms'),
  })
  .describe('What a probe of a stream found');
export type StreamProbe = z.infer<typeof streamProbe>;
