import { z } from 'zod';
import { countClass } from './count-classes.ts';
import { cameraId, modelId, viewZoneId } from './ids.ts';
import { instant, instantInput } from './instant.ts';
import { modelSource, type ModelSource } from './model-scope.ts';
import { storedTimeZone, timeZone } from './time-zone.ts';
import { position } from './position.ts';
import { readableText } from './readable-text.ts';
import { recorderLink } from './recorder-link.ts';
import { defaultPlan, samplingPlan } from './sampling-plan.ts';
import { stream, streamInput, streamKind } from './stream.ts';
import { credentials, maskUrl, streamSecrets } from './stream-secrets.ts';
import { zone, zoneInput, type ZoneInput, type ZoneKind } from './zone.ts';

const text = (max: number) => readableText(z.string().trim().max(max, `expected at most ${max} characters`));

/** Life-cycle state of a camera. Only an active camera is sampled and has expected slots. */
export const lifecycle = z.enum(['draft', 'active', 'paused', 'retired']).describe('Life cycle state');
export type Lifecycle = z.infer<typeof lifecycle>;

export const governance = z
  .strictObject({
    owner: text(200).default('').describe('Organisation responsible for this camera'),
    contact: text(200).default('').describe('Public contact of the owner'),
    purpose: text(500).default('').describe('What is counted and for which purpose'),
    legalBasis: text(500).default('').describe('Legal basis of the processing'),
    noticeUrl: z
      .union([
        z.literal(''),
        z.url({ protocol: /^https?$/, error: 'expected a URL like https://example.org/notice' }),
      ])
      .default('')
      .describe('URL of the public notice'),
    endsAt: instantInput.optional().describe('Time at which the camera must be confirmed again or retired'),
    confirmedAt: instantInput.optional().describe('Time at which the owner last confirmed the camera'),
    terms: text(500).default('').describe('Terms of use of a public source'),
    attribution: text(200).default('').describe('Attribution that a public source requires'),
  })
  .describe('Responsibility, purpose and legal basis');
export type Governance = z.infer<typeof governance>;

export const modelBinding = z
  .strictObject({
    modelId,
    threshold: z
      .number()
      .min(0.05)
      .max(0.95)
      .optional()
      .describe('Confidence threshold, 0..1; default: the model card'),
    classMap: z
      .record(z.string().max(40), countClass)
      .optional()
      .describe('Model label → class counted at this camera, e.g. { "cell phone": "car" } for a steep view'),
    anyClassInBays: z
      .boolean()
      .optional()
      .describe(
        'Class-agnostic occupancy: any object except a person occupies a parking space (for steep views)',
      ),
  })
  .describe('Detection model of a camera and its settings');
export type ModelBinding = z.infer<typeof modelBinding>;

/** Default detection model: the shipped one. */
export const defaultModelId = 'nanodet-g-416';

const cameraFields = {
  name: text(120).min(1, 'expected a name').describe('Display name'),
  code: text(40)
    .regex(/^[A-Za-z0-9._-]*$/, 'expected letters, digits, . _ -')
    .refine(
      (code) => !/^\d{20}$/.test(code) || isGbCode(code),
      'a 20-digit code must be a GB/T 28181 id: type digits 11-13 of 111-499',
    )
    .optional()
    .describe('External code, unique; a 20-digit code is a GB/T 28181 id'),
  position,
  heading: z.number().min(0).lt(360).optional().describe('Direction of view, degrees clockwise from north'),
  fieldOfView: z.number().gt(0).max(360).optional().describe('Horizontal angle of view, degrees'),
  height: z.number().min(0).max(500).optional().describe('Height above ground, m'),
  tilt: z.number().min(-90).max(90).optional().describe('Angle below (negative) the horizon, degrees'),
  indoor: z.boolean().default(false).describe('Camera is inside a building'),
  maker: text(80).default('').describe('Manufacturer'),
  hardwareModel: text(80).default('').describe('Model name of the device'),
  recorderLink: recorderLink.optional(),
  tags: z.array(text(40).min(1)).max(20).default([]).describe('Tags'),
  groups: z.array(text(40).min(1)).max(20).default([]).describe('Groups the camera belongs to'),
  timeZone: timeZone.default('UTC'),
  governance: governance.prefault({}),
  stream: streamInput,
  plan: samplingPlan.default(defaultPlan),
  model: modelBinding.prefault({ modelId: defaultModelId }),
};

export const cameraInput = z
  .strictObject({
    ...cameraFields,
    credentials: credentials.optional(),
    countsFromAt: instantInput
      .optional()
      .describe(
        'Counters only: since when it has counts, at most 30 days ago; default: now. Earlier counts are rejected',
      ),
    lifecycle: z
      .enum(['draft', 'active'])
      .default('active')
      .describe('active: sampling starts at once; draft: later'),
    zones: z
      .array(zoneInput)
      .max(64)
      .default([])
      .describe('Zones; the zone "view" (the whole picture) is always added'),
  })
  .describe('A camera to register');
export type CameraInput = z.infer<typeof cameraInput>;

/** JSON Merge Patch (RFC 7396): null removes the value. */
const removable = <T extends z.ZodType>(field: T) =>
  field.nullable().describe(`${field.description}; null removes it`);

/** Changes only the fields that are sent; zones have a separate request. Built field by field, so that no default applies. */
export const cameraPatch = z
  .strictObject({
    name: cameraFields.name.optional(),
    code: cameraFields.code,
    position: position.optional(),
    heading: removable(cameraFields.heading),
    fieldOfView: removable(cameraFields.fieldOfView),
    height: removable(cameraFields.height),
    tilt: removable(cameraFields.tilt),
    indoor: z.boolean().optional().describe('Camera is inside a building'),
    maker: text(80).optional().describe('Manufacturer'),
    hardwareModel: text(80).optional().describe('Model name of the device'),
    recorderLink: recorderLink.optional(),
    tags: z.array(text(40).min(1)).max(20).optional().describe('Tags'),
    groups: z.array(text(40).min(1)).max(20).optional().describe('Groups the camera belongs to'),
    timeZone: timeZone.optional(),
    governance: governance.optional(),
    stream: streamInput.optional(),
    credentials: credentials
      .nullable()
      .optional()
      .describe(
        'User name and password of the stream; null removes them, an absent field keeps them. Required again when the ' +
          'stream moves to another host or port, or loses TLS',
      ),
    plan: samplingPlan.optional(),
    model: modelBinding.optional(),
  })
  .describe('Changes to a camera');
export type CameraPatch = z.infer<typeof cameraPatch>;

/** One version of a camera in the registry. Every change creates a new version; versions are never back-dated. */
export const camera = z
  .strictObject({
    cameraId,
    version: z.int().min(1).describe('Version number; starts at 1 and increases with every change'),
    validFromAt: instant.describe(
      'Time from which this version is valid (a slot boundary of the previous version)',
    ),
    createdAt: instant.describe('Time of registration'),
    lifecycle,
    ...cameraFields,
    stream,
    modelFrom: modelSource.optional(),
    secrets: streamSecrets.optional(),
    timeZone: storedTimeZone.default('UTC'),
    streamKind,
    zones: z.array(zone).min(1).max(65).describe('All zones, including "view" (the whole picture)'),
  })
  .describe('A registered camera as it is stored');
export type Camera = z.infer<typeof camera>;

/** A camera as every response shows it: without encrypted secrets. */
export const cameraResponse = camera
  .omit({ secrets: true })
  .extend({
    hasCredentials: z.boolean().describe('A user name and password are stored for the stream'),
  })
  .describe('A registered camera with its zones, sampling plan and model');
export type CameraResponse = z.infer<typeof cameraResponse>;

/** The response for a stored camera. Masks secret values in URLs that an earlier version stored in plain text. */
export function cameraResponseOf({ secrets, ...rest }: Camera): CameraResponse {
  const stream = { ...rest.stream, url: maskUrl(rest.stream.url) };
  const modelFrom = modelSourceOf(rest);
  return { ...rest, stream, modelFrom, hasCredentials: secrets?.credentials !== undefined };
}

/**
 * Why a camera has its model. A model other than the plain default one that names no scope belongs to the camera itself: it was
 * chosen at registration.
 */
export function modelSourceOf({
  cameraId: id,
  model,
  modelFrom,
}: Pick<Camera, 'cameraId' | 'model' | 'modelFrom'>): ModelSource {
  if (modelFrom) return modelFrom;
  const isDefault = JSON.stringify(model) === JSON.stringify({ modelId: defaultModelId });
  return isDefault ? { kind: 'default' } : { kind: 'camera', id };
}

/** GB/T 28181-2016 annex D: centre 8, industry 2, type 3 (111…499), network 1, serial 6. */
function isGbCode(code: string): boolean {
  const type = Number(code.slice(10, 13));
  return type >= 111 && type <= 499;
}

/** The zone that every camera has: the whole picture. Its role is main unless another area or bays zone is main. */
export function viewZone(
  others: readonly { role?: 'main' | 'detail' | undefined; kind?: ZoneKind | undefined }[],
): ZoneInput {
  const hasMain = others.some((other) => other.kind !== 'line' && (other.role ?? 'main') === 'main');
  return { zoneId: viewZoneId, name: 'view', kind: 'area', role: hasMain ? 'detail' : 'main' };
}
