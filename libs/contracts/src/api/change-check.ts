import { z } from 'zod';
import { cameraId, zoneId } from '../records/ids.ts';
import { instant } from '../records/instant.ts';

export const changeCause = z
  .enum(['model', 'threshold', 'zones', 'camera'])
  .describe(
    'model: another model; threshold: threshold or class map; zones: added, moved or removed; camera: its stream, position or direction',
  );
export type ChangeCause = z.infer<typeof changeCause>;

const changeFigure = z
  .object({
    zoneId,
    figure: z
      .enum(['total', 'occupied', 'unknown'])
      .describe('total: objects of an area; occupied and unknown: parking spaces'),
    mean: z.number().min(0).describe('Mean since the change, number; of at most the last 3 hours'),
    days: z.int().min(0).describe('Earlier days with which it is compared, number'),
    low: z
      .number()
      .min(0)
      .optional()
      .describe('Lower end of the usual range, number; absent with fewer than 5 days'),
    high: z
      .number()
      .min(0)
      .optional()
      .describe('Upper end of the usual range, number; absent with fewer than 5 days'),
    isUnusual: z.boolean().describe('The mean is outside of the usual range'),
  })
  .describe('A figure of a zone since the change, and its usual range at the same hours');
export type ChangeFigure = z.infer<typeof changeFigure>;

export const changeCheck = z
  .object({
    cameraId,
    verdict: z
      .enum(['usual', 'unusual', 'too_early', 'too_little_history', 'no_change'])
      .describe(
        'too_early: too little was measured since the change; too_little_history: fewer than 5 comparable days; no_change: none in the last 7 days',
      ),
    changedAt: instant.optional().describe('Time from which the last change is in force'),
    causes: z.array(changeCause).describe('What was changed; empty without a change'),
    figures: z.array(changeFigure).describe('Figures that were measured since the change'),
  })
  .describe('The figures of a camera since its last change, compared with the same hours of earlier days');
export type ChangeCheck = z.infer<typeof changeCheck>;
