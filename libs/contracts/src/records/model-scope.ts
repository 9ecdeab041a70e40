import { z } from 'zod';
import { cameraId, siteId } from './ids.ts';
import { readableText } from './readable-text.ts';

const word = readableText(
  z.string().trim().min(1, 'expected a name').max(40, 'expected at most 40 characters'),
);

const kindOf = <K extends string>(kind: K) => z.literal(kind).describe('Kind of the scope');

const camera = z.strictObject({ kind: kindOf('camera'), id: cameraId });
const group = z.strictObject({ kind: kindOf('group'), id: word.describe('Name of the group') });
const tag = z.strictObject({ kind: kindOf('tag'), id: word.describe('Tag') });
const site = z.strictObject({ kind: kindOf('site'), id: siteId });
const all = z.strictObject({ kind: kindOf('all') });

/** Kinds of scopes, the most specific first: the binding of the first kind that includes a camera gives it its model. */
export const modelScopeKinds = ['camera', 'group', 'tag', 'site', 'all'] as const;
export type ModelScopeKind = (typeof modelScopeKinds)[number];

export const modelScope = z
  .discriminatedUnion('kind', [camera, group, tag, site, all])
  .describe('Cameras that a model is bound to: one camera, a group, a tag, a site or all');
export type ModelScope = z.infer<typeof modelScope>;

/** Why a camera has its model. */
export const modelSource = z
  .discriminatedUnion('kind', [camera, group, tag, site, all, z.strictObject({ kind: kindOf('default') })])
  .describe('Scope whose binding gave the camera its model; default: no binding includes the camera');
export type ModelSource = z.infer<typeof modelSource>;

/** Unique text of a scope. */
export function modelScopeKey(scope: ModelScope): string {
  return scope.kind === 'all' ? 'all' : `${scope.kind}:${scope.id}`;
}
