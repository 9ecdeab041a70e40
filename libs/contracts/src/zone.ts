import { z } from 'zod';
import { countClass } from './count-classes.ts';
import { siteId, viewZoneId, zoneId } from './ids.ts';
import { picturePolygon } from './picture-geometry.ts';
import { readable } from './readable-text.ts';
import type { CountClass } from './vocabulary.ts';

export const hourMs = 3_600_000;
/** Smallest published windows (docs/privacy.md): privacy floors, not tuning knobs. */
export const shortestSlotMs = 10_000;
export const shortestPersonSlotMs = 60_000;
export const shortestSmallBaysSlotMs = 900_000;
/** A bays zone with fewer spaces than this could point at one driver. */
export const smallBays = 4;

export const slotMs = z
  .int()
  .min(shortestSlotMs, 'the shortest slot is 10000 ms')
  .max(hourMs, 'the longest slot is 3600000 ms')
  .refine((ms) => hourMs % ms === 0, 'expected a length that divides an hour, like 10000, 60000 or 900000')
  .describe('Slot length, ms; divides an hour');

export const zoneKinds = ['area', 'bays', 'line'] as const;
export const zoneKind = z
  .enum(zoneKinds)
  .describe('area: what is present; bays: parking spaces; line: crossings');
export type ZoneKind = z.infer<typeof zoneKind>;
export const zoneRole = z
  .enum(['main', 'detail'])
  .describe('main zones add up to their site; detail zones never do');

export const bay = z.strictObject({
  bayId: zoneId.describe('Name of the space on its lot, 1-12 characters of 0-9 a-z'),
  polygon: picturePolygon,
});
export type Bay = z.infer<typeof bay>;

const named = readable(
  z.string().trim().min(1, 'expected a name').max(120, 'expected at most 120 characters'),
);

const zoneFields = {
  zoneId,
  name: named.describe('What people call this zone'),
  kind: zoneKind,
  role: zoneRole,
  siteId: siteId.optional().describe('Site this zone counts for'),
  classes: z
    .array(countClass)
    .min(1, 'expected at least one class')
    .overwrite((classes) => [...new Set(classes)])
    .describe('COCO classes counted here'),
  slotMs,
  capacity: z
    .int()
    .min(1)
    .max(10_000)
    .optional()
    .describe('Places in this zone, number; bays: the number of spaces'),
  polygon: picturePolygon.optional().describe('Outline of an area zone, picture points 0..1'),
  bays: z.array(bay).min(1).max(200).optional().describe('Parking spaces of a bays zone'),
};

/** One zone of a camera, complete. */
export const zone = z
  .strictObject(zoneFields)
  .superRefine(checkZone)
  .describe('A part of the picture that is counted');
export type Zone = z.infer<typeof zone>;

/** A zone as people send it: lengths, classes and role have defaults that follow from the kind. */
export const zoneInput = z
  .strictObject({
    ...zoneFields,
    role: zoneRole.optional(),
    classes: zoneFields.classes.optional(),
    slotMs: slotMs.optional(),
  })
  .describe('A zone to set; role, classes and slotMs follow from the kind where they are left out');
export type ZoneInput = z.infer<typeof zoneInput>;

/** Slots in which a zone of this shape may be published at the soonest, ms. */
export function slotFloorMs(shape: Pick<Zone, 'kind' | 'classes' | 'bays'>): number {
  if (shape.kind === 'bays' && (shape.bays?.length ?? 0) < smallBays) return shortestSmallBaysSlotMs;
  return shape.classes.includes('person') ? shortestPersonSlotMs : shortestSlotMs;
}

const defaultClasses: readonly CountClass[] = ['bicycle', 'car', 'motorcycle', 'bus', 'truck'];
const bayClasses: readonly CountClass[] = ['car', 'motorcycle', 'bus', 'truck'];

/** Fills what the sender left out. Does not validate: parse the result with `zone`. */
export function completeZone(input: ZoneInput): z.input<typeof zone> {
  const classes = input.classes ?? [...(input.kind === 'bays' ? bayClasses : defaultClasses)];
  const floor = slotFloorMs({ kind: input.kind, classes, bays: input.bays });
  const usual = input.kind === 'bays' ? 60_000 : shortestSlotMs;
  const whole = input.zoneId === viewZoneId ? { polygon: [...wholePicture] } : {};
  return {
    ...input,
    ...whole,
    role: input.role ?? 'main',
    classes,
    slotMs: input.slotMs ?? Math.max(usual, floor),
    ...(input.bays ? { capacity: input.bays.length } : {}),
  };
}

export const wholePicture: [number, number][] = [[0, 0], [1, 0], [1, 1], [0, 1]]; // prettier-ignore

type ZoneShape = z.infer<z.ZodObject<typeof zoneFields>>;
type ZoneRule = readonly [path: string, broken: (zone: ZoneShape) => boolean, message: string];

const zoneRules: readonly ZoneRule[] = [
  [
    'kind',
    (z) => z.kind === 'line',
    'line zones need a tracker, which this version does not have; use an area zone',
  ],
  ['polygon', (z) => z.kind === 'area' && !z.polygon, 'an area zone needs its polygon'],
  ['bays', (z) => z.kind === 'area' && z.bays !== undefined, 'an area zone has no bays; use kind "bays"'],
  ['bays', (z) => z.kind === 'bays' && !z.bays, 'a bays zone needs its parking spaces'],
  ['polygon', (z) => z.kind === 'bays' && z.polygon !== undefined, 'a bays zone is outlined by its spaces'],
  ['bays', (z) => hasTwice(z.bays?.map((bay) => bay.bayId) ?? []), 'a bayId stands twice'],
];

const hasTwice = (ids: readonly string[]): boolean => new Set(ids).size !== ids.length;

function checkZone(value: ZoneShape, context: z.RefinementCtx): void {
  const fail = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message });
  for (const [path, broken, message] of zoneRules) if (broken(value)) fail(path, message);
  const floor = slotFloorMs(value);
  if (value.slotMs < floor) fail('slotMs', `the privacy floor for this zone is ${floor} ms`);
}
