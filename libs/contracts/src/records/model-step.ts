import { z } from 'zod';
import { modelBinding } from './camera.ts';
import { instant } from './instant.ts';
import { modelScope } from './model-scope.ts';
import { readableText } from './readable-text.ts';
import { automaticAuthor } from './vocabulary.ts';

export const modelStepId = z
  .string()
  .regex(/^[0-9a-z]{12}$/, 'expected 12 characters of 0-9 a-z')
  .describe('Id of the step: 12 characters of 0-9 a-z');

export const modelWhy = readableText(
  z.string().trim().min(1, 'expected the reason').max(500, 'expected at most 500 characters'),
).describe('Reason, for the record');

/** When a canary is rolled back automatically. */
export const canaryLimits = {
  /** Cameras of the canary that fail, more than of the other cameras, percentage points. */
  failingPoints: 20,
  /** Time that a camera of the canary must fail, since the start of the canary, ms. */
  failingMs: 120_000,
} as const;

export const canaryPercent = z
  .int('expected a whole number of percent')
  .min(1, 'expected at least 1 %')
  .max(99, 'expected at most 99 %; all cameras are bound without a share')
  .describe('Cameras of the scope that get the model, chosen by a hash of their ids, %');

const canary = z
  .strictObject({
    percent: canaryPercent,
    sinceAt: instant
      .optional()
      .describe('When the model that the other cameras keep was bound; absent: none was bound'),
  })
  .describe(
    `The model counts at a share of the cameras; the others keep the model before. Rolled back automatically when, for ${canaryLimits.failingMs / 1_000} s, ${canaryLimits.failingPoints} percentage points more of its cameras than of the others cannot load the model or are not counted as planned`,
  );

/** One step in the life of the models of a scope. Steps are never changed or deleted. */
export const modelStep = z
  .strictObject({
    stepId: modelStepId,
    scope: modelScope,
    action: z
      .enum(['bind', 'unbind', 'roll_back'])
      .describe(
        'bind: the model becomes active; unbind: it is retired; roll_back: the step before is undone',
      ),
    model: modelBinding.optional().describe('Active model of the scope after the step; absent: none'),
    before: modelBinding
      .optional()
      .describe('Active model of the scope before the step, without a canary; absent: none'),
    canary: canary.optional(),
    takenAt: instant.describe('Time of the step'),
    by: z
      .string()
      .max(200)
      .describe(`Who: the name of the account; ${automaticAuthor}: rolled back automatically`),
    why: z.string().max(500).describe('Reason'),
  })
  .describe('A step in the life cycle of the models of a scope');
export type ModelStep = z.infer<typeof modelStep>;
