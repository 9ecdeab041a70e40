import {
  completeZone,
  viewZone,
  viewZoneId,
  zone as zoneSchema,
  type ErrorDetail,
  type Zone,
  type ZoneInput,
} from '@vialog/contracts';
import { shortestSlotMs, type EffectiveInterval } from '@vialog/measuring';

export interface ZoneSet {
  readonly zones: readonly Zone[];
  readonly issues: readonly ErrorDetail[];
  readonly warnings: readonly string[];
}

export interface ZoneContext {
  /** Zones of the previous version; none for a new camera. */
  readonly before: readonly Zone[];
  /** Interval between two pictures, from the plan and the stream of the camera. */
  readonly interval: EffectiveInterval | undefined;
  /** The zones are those of a counter: they have no picture. */
  readonly isCounter?: boolean;
}

/**
 * Completes the zones of a request: defaults by kind, slots long enough for the sampling interval if no length was sent, and
 * the zone "view" (the whole picture). "view" can be set, except for its role: main unless another zone is main.
 */
export function completeZones(sent: readonly ZoneInput[], context: ZoneContext): ZoneSet {
  if (context.isCounter) return counterZones(sent);
  const others = sent.filter((zone) => zone.zoneId !== viewZoneId);
  const view = completeView(sent, others, context);
  const parsed = [view.input, ...others].map((input) => parse(input, sent, context.interval));
  return {
    zones: parsed.flatMap((result) => result.zones),
    issues: [
      ...parsed.flatMap((result) => result.issues),
      ...duplicateIssues(sent),
      ...externalIssues(sent),
      ...view.issues,
    ],
    warnings: view.warnings,
  };
}

/** A counter without zones counts one line. */
const onlyLine: ZoneInput = { zoneId: 'line', name: 'line', kind: 'line' };

/** The zones of a counter have no picture, and there is no zone "view". */
function counterZones(sent: readonly ZoneInput[]): ZoneSet {
  const wanted = sent.length === 0 ? [onlyLine] : sent;
  const parsed = wanted.map((input) => parse({ ...input, isExternal: true }, sent, undefined));
  const views = sent.filter(({ zoneId }) => zoneId === viewZoneId);
  return {
    zones: parsed.flatMap((result) => result.zones),
    issues: [
      ...parsed.flatMap((result) => result.issues),
      ...duplicateIssues(sent),
      ...views.map(({ zoneId }) => ({
        path: `${pathOf(sent, zoneId)}.zoneId`,
        message: 'a counter has no picture and no zone "view"; choose another zoneId',
      })),
    ],
    warnings: [],
  };
}

/** Zones of a camera that claim to be those of a counter. */
const externalIssues = (sent: readonly ZoneInput[]): ErrorDetail[] =>
  sent
    .filter(({ isExternal }) => isExternal)
    .map(({ zoneId }) => ({
      path: `${pathOf(sent, zoneId)}.isExternal`,
      message: 'only a counter has zones without a picture; remove the field, or register a counter',
    }));

function completeView(sent: readonly ZoneInput[], others: readonly ZoneInput[], context: ZoneContext) {
  const computed = viewZone(others);
  const own = sent.find((zone) => zone.zoneId === viewZoneId);
  const kept = context.before.find((zone) => zone.zoneId === viewZoneId);
  const input: ZoneInput = { ...(own ?? kept ?? computed), role: computed.role };
  const isRoleChanged = own?.role !== undefined && own.role !== computed.role;
  const warnings = isRoleChanged
    ? [`The zone "view" has the role ${computed.role}: it is main only when no other zone is main.`]
    : [];
  const issues =
    own && own.kind !== 'area'
      ? [
          {
            path: `${pathOf(sent, viewZoneId)}.kind`,
            message: 'the zone "view" is the whole picture: expected kind "area"; use another zoneId',
          },
        ]
      : [];
  return { input, warnings, issues };
}

function parse(input: ZoneInput, sent: readonly ZoneInput[], interval: EffectiveInterval | undefined) {
  const complete = completeZone(input);
  const longEnough = interval && input.slotMs === undefined ? shortestSlotMs(2 * interval.intervalMs) : 0;
  const result = zoneSchema.safeParse({ ...complete, slotMs: Math.max(complete.slotMs, longEnough) });
  if (result.success) return { zones: [result.data], issues: [] };
  const base = pathOf(sent, input.zoneId);
  const issues = result.error.issues.map((issue) => ({
    path: [base, ...issue.path].join('.'),
    message: issue.message,
  }));
  return { zones: [], issues };
}

function duplicateIssues(sent: readonly ZoneInput[]): ErrorDetail[] {
  return sent.flatMap((zone, i) =>
    sent.findIndex((other) => other.zoneId === zone.zoneId) < i
      ? [
          {
            path: `zones.${i}.zoneId`,
            message: `zoneId "${zone.zoneId}" is used twice; expected a different id for each zone`,
          },
        ]
      : [],
  );
}

/** Path of a zone in the request; "zones" for a zone that was not sent. */
export function pathOf(sent: readonly ZoneInput[], zoneId: string): string {
  const index = sent.findIndex((zone) => zone.zoneId === zoneId);
  return index < 0 ? 'zones' : `zones.${index}`;
}
