import { z } from 'zod';

const sixDecimals = (value: number): number => Math.round(value * 1e6) / 1e6;

/** WGS-84 longitude, latitude in degrees (RFC 7946 order), kept to 6 decimals (about 0.1 m). */
export const position = z
  .tuple(
    [
      z
        .number()
        .min(-180, 'longitude is -180 to 180')
        .max(180, 'longitude is -180 to 180')
        .transform(sixDecimals),
      z.number().min(-90, 'latitude is -90 to 90').max(90, 'latitude is -90 to 90').transform(sixDecimals),
    ],
    'expected [longitude, latitude] in degrees, like [112.2, 31.03]',
  )
  .describe('WGS-84 [longitude, latitude], degrees');
export type Position = readonly [lon: number, lat: number];

/** Closed or open ring of WGS-84 positions. */
export const geoRing = z
  .array(position)
  .min(3)
  .max(200)
  .describe('Outline, WGS-84 [longitude, latitude], degrees');
