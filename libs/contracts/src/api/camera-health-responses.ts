import { z } from 'zod';
import { cameraHealth } from '../records/health.ts';
import { cameraId } from '../records/ids.ts';
import { limitOr } from './paging.ts';

/** Changes that are kept per camera. */
export const maxHealthChanges = 100;

export const healthChange = cameraHealth
  .pick({ changedAt: true, state: true, reason: true, detail: true })
  .describe('A change of the state of a camera, or of its reason');
export type HealthChange = z.infer<typeof healthChange>;

export const healthChangesQuery = z.strictObject({ limit: limitOr(maxHealthChanges) });
export type HealthChangesQuery = z.infer<typeof healthChangesQuery>;

export const healthChangesPage = z
  .object({
    items: z
      .array(healthChange)
      .describe(`Newest first; the last ${maxHealthChanges} changes of a camera are kept`),
  })
  .describe('The last changes of the state of a camera');
export type HealthChangesPage = z.infer<typeof healthChangesPage>;

export const attentionQuery = z.strictObject({ limit: limitOr(100) });
export type AttentionQuery = z.infer<typeof attentionQuery>;

export const attentionItem = z
  .object({
    cameraId,
    name: z.string().describe('Display name'),
    urgency: z
      .enum(['not_measured', 'doubtful'])
      .describe(
        'not_measured: slots are gaps; doubtful: slots are measured and their numbers deserve a check',
      ),
    health: cameraHealth,
    meaning: z.string().describe('What this means, one sentence'),
    action: z.string().describe('What to do, one sentence'),
  })
  .describe('A camera that needs attention');
export type AttentionItem = z.infer<typeof attentionItem>;

export const attentionList = z
  .object({
    items: z.array(attentionItem).describe('Not measured before doubtful, then the longest since first'),
    total: z.int().min(0).describe('Cameras that need attention, number'),
  })
  .describe('Active cameras that need attention, worst first');
export type AttentionList = z.infer<typeof attentionList>;
