import { z } from 'zod';
import { modelBinding } from './camera.ts';
import { instant } from './instant.ts';
import { modelScope } from './model-scope.ts';
import { readableText } from './readable-text.ts';

export const modelStepId = z
  .string()
  .regex(/^[0-9a-z]{12}$/, 'expected 12 characters of 0-9 a-z')
  .describe('Id of the step: 12 characters of 0-9 a-z');

export const modelWhy = readableText(
  z.string().trim().min(1, 'expected the reason').max(500, 'expected at most 500 characters'),
).describe('Reason, for the record');

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
    before: modelBinding.optional().describe('Active model of the scope before the step; absent: none'),
    takenAt: instant.describe('Time of the step'),
    by: z.string().max(200).describe('Who: the name of the account'),
    why: z.string().max(500).describe('Reason'),
  })
  .describe('A step in the life cycle of the models of a scope');
export type ModelStep = z.infer<typeof modelStep>;
