import { z } from 'zod';
import { siteId } from './ids.ts';
import { instant } from './instant.ts';
import { storedTimeZone, timeZone } from './time-zone.ts';
import { geoRing, position } from './position.ts';
import { readableText } from './readable-text.ts';

const text = (max: number) => readableText(z.string().trim().max(max, `expected at most ${max} characters`));

export const siteKind = z.enum(['parking_lot', 'road_section', 'gate', 'compound']).describe('Kind of site');

const siteFields = {
  name: text(120).min(1, 'expected a name').describe('Display name'),
  kind: siteKind,
  position,
  outline: geoRing.optional(),
  capacity: z.int().min(1).max(100_000).optional().describe('Parking spaces, number'),
  address: text(300).default('').describe('Postal address'),
  timeZone: timeZone.default('UTC'),
};

export const siteInput = z.strictObject(siteFields).describe('A site to register');
export type SiteInput = z.infer<typeof siteInput>;

export const sitePatch = z
  .strictObject({
    name: siteFields.name.optional(),
    kind: siteKind.optional(),
    position: position.optional(),
    outline: geoRing.nullable().optional().describe('Outline; null removes it'),
    capacity: siteFields.capacity.nullable().describe('Parking spaces, number; null removes it'),
    address: text(300).optional().describe('Postal address'),
    timeZone: timeZone.optional(),
  })
  .describe('Changes to a site');
export type SitePatch = z.infer<typeof sitePatch>;

export const site = z
  .strictObject({
    siteId,
    ...siteFields,
    timeZone: storedTimeZone.default('UTC'),
    createdAt: instant.describe('Time of registration'),
  })
  .describe('A site: parking lot, road section, gate or compound');
export type Site = z.infer<typeof site>;
