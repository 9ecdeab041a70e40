import { z } from 'zod';
import { hourMs, quarterMs } from '../durations.ts';
import { countClass } from './count-classes.ts';
import { siteId, viewZoneId, zoneId } from './ids.ts';
import { pictureLine, picturePolygon } from './picture-geometry.ts';
import { readableText } from './readable-text.ts';
import { lineDirections, stoppedRule } from './tracked-zone.ts';
import type { CountClass } from './vocabulary.ts';

/** Minimum slot lengths (docs/privacy.md). They are privacy floors, not tuning parameters. */
export const minSlotMs = 10_000;
export const minPersonSlotMs = 60_000;
export const minSmallLotSlotMs = 900_000;
/** A parking zone with fewer spaces could reveal a single driver. */
export const minLotSpaces = 4;

export const slotMs = z
  .int()
  .min(minSlotMs, 'the shortest slot is 10000 ms')
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
  .describe('main zones are summed into their site; detail zones are not');

export const bay = z.strictObject({
  bayId: zoneId.describe('Id of the parking space in its zone, 1-12 characters of 0-9 a-z'),
  polygon: picturePolygon,
});
export type Bay = z.infer<typeof bay>;

const named = readableText(
  z.string().trim().min(1, 'expected a name').max(120, 'expected at most 120 characters'),
);

const zoneFields = {
  zoneId,
  name: named.describe('Display name'),
  kind: zoneKind,
  role: zoneRole,
  siteId: siteId.optional().describe('Site to which this zone is summed'),
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
    .describe('Spaces in this zone, number; set automatically for kind bays'),
  polygon: picturePolygon.optional().describe('Outline of an area zone, picture points 0..1'),
  bays: z.array(bay).min(1).max(200).optional().describe('Parking spaces of a bays zone'),
  line: pictureLine
    .optional()
    .describe('Line of a line zone, picture points 0..1; inbound crosses from left to right of it'),
  directions: lineDirections.optional(),
  stopped: stoppedRule.optional(),
  isExternal: z
    .literal(true)
    .optional()
    .describe('Zone of a counter: it has no place in a picture, its counts are sent to the API'),
};

/** A complete zone of a camera. */
export const zone = z
  .strictObject(zoneFields)
  .superRefine(checkZone)
  .describe('A part of the picture in which objects are counted');
export type Zone = z.infer<typeof zone>;

/** What lists and the map show of a zone: no picture geometry. */
export const zoneSummary = z
  .object({
    zoneId,
    name: zoneFields.name,
    kind: zoneKind,
    role: zoneRole,
    capacity: zoneFields.capacity,
  })
  .describe('A zone without its geometry');
export type ZoneSummary = z.infer<typeof zoneSummary>;

/** A zone in a request. Slot length, classes and role default to values that depend on the kind. */
export const zoneInput = z
  .strictObject({
    ...zoneFields,
    role: zoneRole.optional(),
    classes: zoneFields.classes.optional(),
    slotMs: slotMs.optional(),
  })
  .describe('A zone to set; the defaults of role, classes and slotMs depend on the kind');
export type ZoneInput = z.infer<typeof zoneInput>;

/** Minimum slot length of a zone, ms. */
export function minSlotMsOf(shape: Pick<Zone, 'kind' | 'classes' | 'bays'>): number {
  if (shape.kind === 'bays' && (shape.bays?.length ?? 0) < minLotSpaces) return minSmallLotSlotMs;
  return shape.classes.includes('person') ? minPersonSlotMs : minSlotMs;
}

const defaultClasses: readonly CountClass[] = ['bicycle', 'car', 'motorcycle', 'bus', 'truck'];
const bayClasses: readonly CountClass[] = ['car', 'motorcycle', 'bus', 'truck'];

/** Adds the defaults to a zone input. Does not validate; parse the result with `zone`. */
export function completeZone(input: ZoneInput): Zone {
  const classes = input.classes ?? [...(input.kind === 'bays' ? bayClasses : defaultClasses)];
  const floor = minSlotMsOf({ kind: input.kind, classes, bays: input.bays });
  const preferred = preferredSlotMs(input);
  const whole = input.zoneId === viewZoneId ? { polygon: [...wholePicture] } : {};
  return {
    ...input,
    ...whole,
    role: input.role ?? 'main',
    classes,
    slotMs: input.slotMs ?? Math.max(preferred, floor),
    ...(input.bays ? { capacity: input.bays.length } : {}),
  };
}

/** Most loops and manual counts have quarter hours. */
function preferredSlotMs({ kind, isExternal }: ZoneInput): number {
  if (isExternal) return quarterMs;
  return kind === 'area' ? minSlotMs : 60_000;
}

/** Polygon of the zone `view`. */
export const wholePicture: [number, number][] = [
  [0, 0],
  [1, 0],
  [1, 1],
  [0, 1],
];

type ZoneShape = z.infer<z.ZodObject<typeof zoneFields>>;
type ZoneRule = readonly [path: string, broken: (zone: ZoneShape) => boolean, message: string];

const zoneRules: readonly ZoneRule[] = [
  ['polygon', (z) => z.kind === 'area' && !z.polygon && !z.isExternal, 'an area zone needs its polygon'],
  ['bays', (z) => z.kind === 'area' && z.bays !== undefined, 'an area zone has no bays; use kind "bays"'],
  ['bays', (z) => z.kind === 'bays' && !z.bays, 'a bays zone needs its parking spaces'],
  [
    'polygon',
    (z) => z.kind === 'bays' && z.polygon !== undefined,
    'a bays zone has no polygon; its spaces define its outline',
  ],
  [
    'bays',
    (z) => hasTwice(z.bays?.map((bay) => bay.bayId) ?? []),
    'duplicate bayId; every space needs a unique id',
  ],
  ['line', (z) => z.kind === 'line' && !z.line && !z.isExternal, 'a line zone needs its line'],
  ['line', (z) => z.kind !== 'line' && z.line !== undefined, 'only a line zone has a line; use kind "line"'],
  ['polygon', (z) => z.kind === 'line' && z.polygon !== undefined, 'a line zone has no polygon; use "line"'],
  ['bays', (z) => z.kind === 'line' && z.bays !== undefined, 'a line zone has no parking spaces'],
  ['capacity', (z) => z.kind === 'line' && z.capacity !== undefined, 'a line zone has no capacity'],
  [
    'directions',
    (z) => z.kind !== 'line' && z.directions !== undefined,
    'only a line zone has directions; use kind "line"',
  ],
  [
    'directions',
    (z) => z.directions !== undefined && isSameName(z.directions.inbound, z.directions.outbound),
    'both directions have the same name; name each after where its vehicles go',
  ],
  [
    'stopped',
    (z) => z.kind !== 'area' && z.stopped !== undefined,
    'only an area zone counts stopped vehicles; use kind "area"',
  ],
  [
    'stopped',
    (z) => z.stopped !== undefined && z.classes.every((name) => name === 'person'),
    'persons never count as stopped; add a vehicle class to the zone or remove the field',
  ],
  [
    'stopped',
    (z) => z.stopped?.exceptIn.includes(z.zoneId) ?? false,
    'exceptIn contains the zone itself; name the zones in which vehicles are parked',
  ],
];

const externalRules: readonly ZoneRule[] = [
  [
    'kind',
    (z) => z.kind === 'bays',
    'a counter has no single parking spaces; use kind "area" with a capacity, or "line"',
  ],
  [
    'isExternal',
    (z) => z.polygon !== undefined || z.line !== undefined || z.stopped !== undefined,
    'a zone of a counter has no place in a picture; remove polygon, line and stopped',
  ],
];

const isSameName = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

const hasTwice = (ids: readonly string[]): boolean => new Set(ids).size !== ids.length;

function checkZone(value: ZoneShape, context: z.RefinementCtx): void {
  const fail = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message });
  const rules = value.isExternal ? [...zoneRules, ...externalRules] : zoneRules;
  for (const [path, broken, message] of rules) if (broken(value)) fail(path, message);
  const floor = minSlotMsOf(value);
  if (value.slotMs < floor)
    fail('slotMs', `expected at least ${floor} ms, the privacy minimum for this zone`);
}
