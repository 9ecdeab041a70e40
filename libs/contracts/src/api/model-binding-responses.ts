import { z } from 'zod';
import { modelBinding } from '../records/camera.ts';
import { modelScope, modelScopeKinds } from '../records/model-scope.ts';
import { canaryPercent, modelStep, modelStepId, modelWhy } from '../records/model-step.ts';
import { limitOr } from './paging.ts';

export const modelBindInput = z
  .strictObject({
    scope: modelScope,
    model: modelBinding,
    canaryPercent: canaryPercent.optional(),
    why: modelWhy,
  })
  .refine(({ scope, canaryPercent: percent }) => scope.kind !== 'camera' || percent === undefined, {
    path: ['canaryPercent'],
    error: 'expected no share: a single camera cannot be divided',
  })
  .describe('Binds a model to a scope');
export type ModelBindInput = z.infer<typeof modelBindInput>;

export const modelUnbindInput = z
  .strictObject({ scope: modelScope, why: modelWhy })
  .describe('Removes the binding of a scope');
export type ModelUnbindInput = z.infer<typeof modelUnbindInput>;

export const modelRollBackInput = z
  .strictObject({
    scope: modelScope,
    why: modelWhy,
    stepId: modelStepId
      .optional()
      .describe(
        'Step that is undone; rejected unless it is the newest one of the scope. Default: the newest one',
      ),
  })
  .describe('Undoes the newest step of a scope');
export type ModelRollBackInput = z.infer<typeof modelRollBackInput>;

export const modelStepTaken = z
  .strictObject({
    step: modelStep,
    cameras: z.int().min(0).describe('Cameras that have another model or another reason for it now, number'),
  })
  .describe('The recorded step and its effect');
export type ModelStepTaken = z.infer<typeof modelStepTaken>;

export const modelBindingsResponse = z
  .strictObject({
    items: z
      .array(
        z.strictObject({
          step: modelStep.describe('Newest step of the scope; its model is the active one'),
          cameras: z
            .int()
            .min(0)
            .describe(
              'Cameras whose model comes from this binding, without counters and retired ones, number',
            ),
        }),
      )
      .describe('Bindings of groups, tags, sites and of all cameras, in this order'),
    ownCameras: z.int().min(0).describe('Cameras with a model of their own, number'),
    defaultCameras: z.int().min(0).describe('Cameras that no binding includes: the default model, number'),
  })
  .describe('Which binding counts for how many cameras');
export type ModelBindingsResponse = z.infer<typeof modelBindingsResponse>;

export const modelStepsQuery = z
  .strictObject({
    kind: z.enum(modelScopeKinds).optional().describe('Only steps of this scope, together with id'),
    id: z
      .string()
      .min(1)
      .max(40)
      .optional()
      .describe('Id of the camera or site, or name of the group or tag'),
    before: modelStepId.optional().describe('Only steps before this one, for the next page'),
    limit: limitOr(100),
  })
  .refine(
    ({ kind, id }) =>
      kind === undefined ? id === undefined : modelScope.safeParse(scopeFrom(kind, id)).success,
    { path: ['id'], error: 'expected the id of the scope, and none for the kind "all"' },
  );
export type ModelStepsQuery = z.infer<typeof modelStepsQuery>;

/** The scope that a query names; undefined: every scope. */
export function scopeOfQuery({ kind, id }: Pick<ModelStepsQuery, 'kind' | 'id'>) {
  return kind === undefined ? undefined : modelScope.parse(scopeFrom(kind, id));
}

const scopeFrom = (kind: string, id: string | undefined) => (id === undefined ? { kind } : { kind, id });

export const modelStepsResponse = z
  .strictObject({ items: z.array(modelStep).describe('Newest first') })
  .describe('Steps of the life cycle of bound models');
export type ModelStepsResponse = z.infer<typeof modelStepsResponse>;
