import { z } from 'zod';
import { countClass } from './count-classes.ts';
import { cameraId, modelId, viewZoneId } from './ids.ts';
import { instant, instantInput, timeZone } from './instant.ts';
import { position } from './place.ts';
import { readable } from './readable-text.ts';
import { defaultPlan, samplingPlan } from './sampling-plan.ts';
import { streamInput, streamKind } from './stream.ts';
import { zone, zoneInput } from './zone.ts';

const text = (max: number) => readable(z.string().trim().max(max, `expected at most ${max} characters`));

/** Life of a camera; only an active one is sampled and expected to be measured. */
export const lifecycle = z.enum(['draft', 'active', 'paused', 'retired']).describe('Life cycle state');
export type Lifecycle = z.infer<typeof lifecycle>;

export const governance = z
  .strictObject({
    owner: text(200).default('').describe('Who answers for this camera'),
    contact: text(200).default('').describe('How the public reaches the owner'),
    purpose: text(500).default('').describe('What is counted here and why'),
    legalBasis: text(500).default('').describe('On which legal ground'),
    noticeUrl: z
      .union([
        z.literal(''),
        z.url({ protocol: /^https?$/, error: 'expected a URL like https://example.org/notice' }),
      ])
      .default('')
      .describe('Public notice of this camera'),
    endsAt: instantInput
      .optional()
      .describe('When the purpose ends and the camera must be confirmed or retired'),
    confirmedAt: instantInput.optional().describe('When the owner last confirmed the camera'),
    terms: text(500).default('').describe('Terms of use of a public source'),
    attribution: text(200).default('').describe('Attribution a public source asks for'),
  })
  .describe('Who, why and on which ground');
export type Governance = z.infer<typeof governance>;

export const modelBinding = z
  .strictObject({
    modelId,
    threshold: z
      .number()
      .min(0.05)
      .max(0.95)
      .optional()
      .describe('Least score that counts, 0..1; else the model card says'),
    classMap: z
      .record(z.string().max(40), countClass)
      .optional()
      .describe(
        'Model label → class it stands for at this camera, e.g. { "cell phone": "car" } under a steep view',
      ),
    anyClassInBays: z
      .boolean()
      .optional()
      .describe('Any object but a person in a bay counts as a vehicle (steep views)'),
  })
  .describe('Which model counts here and how');
export type ModelBinding = z.infer<typeof modelBinding>;

/** The model that counts where none is named: the one that ships. */
export const defaultModelId = 'nanodet-g-416';

const cameraFields = {
  name: text(120).min(1, 'expected a name').describe('What people call this camera'),
  code: text(40)
    .regex(/^[A-Za-z0-9._-]*$/, 'expected letters, digits, . _ -')
    .refine(
      (code) => !/^\d{20}$/.test(code) || isGbCode(code),
      'a 20-digit code must be a GB/T 28181 id: type digits 11-13 of 111-499',
    )
    .optional()
    .describe('External code, unique; 20 digits are a GB/T 28181 id'),
  position,
  heading: z.number().min(0).lt(360).optional().describe('Direction of view, degrees clockwise from north'),
  fieldOfView: z.number().gt(0).max(360).optional().describe('Horizontal angle of view, degrees'),
  height: z.number().min(0).max(500).optional().describe('Height above ground, m'),
  tilt: z.number().min(-90).max(90).optional().describe('Angle below (negative) the horizon, degrees'),
  indoor: z.boolean().default(false).describe('Inside a building'),
  maker: text(80).default('').describe('Manufacturer'),
  hardwareModel: text(80).default('').describe('Model name of the device'),
  tags: z.array(text(40).min(1)).max(20).default([]).describe('Free words'),
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
    lifecycle: z
      .enum(['draft', 'active'])
      .default('active')
      .describe('Start sampling at once (active) or later (draft)'),
    zones: z
      .array(zoneInput)
      .max(64)
      .default([])
      .describe('Zones; the whole picture ("view") is always among them'),
  })
  .describe('A camera to register');
export type CameraInput = z.infer<typeof cameraInput>;

/** As RFC 7396 has it: null takes the value away. */
const removable = <T extends z.ZodType>(field: T) =>
  field.nullable().describe(`${field.description}; null takes it away`);

/** Only what is sent changes; zones have their own call. Built field by field so that no default sneaks in. */
export const cameraPatch = z
  .strictObject({
    name: cameraFields.name.optional(),
    code: cameraFields.code,
    position: position.optional(),
    heading: removable(cameraFields.heading),
    fieldOfView: removable(cameraFields.fieldOfView),
    height: removable(cameraFields.height),
    tilt: removable(cameraFields.tilt),
    indoor: z.boolean().optional().describe('Inside a building'),
    maker: text(80).optional().describe('Manufacturer'),
    hardwareModel: text(80).optional().describe('Model name of the device'),
    tags: z.array(text(40).min(1)).max(20).optional().describe('Free words'),
    groups: z.array(text(40).min(1)).max(20).optional().describe('Groups the camera belongs to'),
    timeZone: timeZone.optional(),
    governance: governance.optional(),
    stream: streamInput.optional(),
    plan: samplingPlan.optional(),
    model: modelBinding.optional(),
  })
  .describe('Changes to a camera');
export type CameraPatch = z.infer<typeof cameraPatch>;

/** One version of one camera as the registry keeps it. Every change makes a new one; none is back-dated. */
export const camera = z
  .strictObject({
    cameraId,
    version: z.int().min(1).describe('Counts up from 1 with every change'),
    validFromAt: instant.describe(
      'From when this version is in force (a slot boundary of the version before)',
    ),
    createdAt: instant.describe('When the camera was registered'),
    lifecycle,
    ...cameraFields,
    streamKind,
    zones: z.array(zone).min(1).max(65).describe('All zones, the whole picture among them'),
  })
  .describe('A registered view with its zones, plan and model');
export type Camera = z.infer<typeof camera>;

/** GB/T 28181-2016 annex D: centre 8, industry 2, type 3 (111…499), network 1, serial 6. */
function isGbCode(code: string): boolean {
  const type = Number(code.slice(10, 13));
  return type >= 111 && type <= 499;
}

/** The zone every camera has: the whole picture; main until another zone is. */
export function viewZone(
  others: readonly { role?: 'main' | 'detail' | undefined }[],
): z.input<typeof zoneInput> {
  const taken = others.some((other) => (other.role ?? 'main') === 'main');
  return { zoneId: viewZoneId, name: 'view', kind: 'area', role: taken ? 'detail' : 'main' };
}
