import { z } from 'zod';

export const cameraId = z
  .string()
  .regex(/^[0-9a-z]{12}$/, 'expected 12 characters of 0-9 a-z')
  .describe('Camera id: 12 characters of 0-9 a-z, opaque, never changes');
export const siteId = z
  .string()
  .regex(/^[0-9a-z]{12}$/, 'expected 12 characters of 0-9 a-z')
  .describe('Site id: 12 characters of 0-9 a-z, opaque, never changes');
export const zoneId = z
  .string()
  .regex(/^[0-9a-z]{1,12}$/, 'expected 1 to 12 characters of 0-9 a-z')
  .describe(
    'Zone id within its camera: 1-12 characters of 0-9 a-z, never reused; "view" is the whole picture',
  );
export const modelDigest = z
  .string()
  .regex(/^[0-9a-f]{12}$/, 'expected 12 hexadecimal digits')
  .describe('First 12 digits of the SHA-256 of the model card, which contains the SHA-256 of the file');
export const modelId = z
  .string()
  .regex(/^[a-z0-9][a-z0-9.-]{0,63}$/, 'expected 1 to 64 characters of a-z 0-9 . -')
  .describe('Model id: the folder name of its package');
export const eventId = z
  .string()
  .regex(/^[0-9a-z]{9}-[0-9a-z]{12}-[0-9a-z]{1,12}$/, 'expected <slotStart>-<cameraId>-<zoneId>')
  .describe('Event id: slot start (epoch ms as 9 base-36 digits)-cameraId-zoneId');

export const viewZoneId = 'view';

export interface EventKey {
  /** Epoch milliseconds. */
  readonly slotStart: number;
  readonly cameraId: string;
  readonly zoneId: string;
}

/** Computes the id of a zone's slot. The id depends only on slot, camera and zone, so that a repeated measurement has the same id. */
export function eventIdOf(key: EventKey): string {
  return `${key.slotStart.toString(36).padStart(9, '0')}-${key.cameraId}-${key.zoneId}`;
}

/** Map key of a zone: zone ids are unique within their camera only. */
export function zoneKey(zone: Pick<EventKey, 'cameraId' | 'zoneId'>): string {
  return `${zone.cameraId}/${zone.zoneId}`;
}

/** Splits an event id into its parts; undefined if the text is not an event id. */
export function parseEventId(text: string): EventKey | undefined {
  if (!eventId.safeParse(text).success) return undefined;
  return {
    slotStart: Number.parseInt(text.slice(0, 9), 36),
    cameraId: text.slice(10, 22),
    zoneId: text.slice(23),
  };
}
