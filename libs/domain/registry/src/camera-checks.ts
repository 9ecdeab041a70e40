import { VialogError, type Camera, type ErrorDetail, type ModelBinding } from '@vialog/contracts';
import { isCountedByModel } from './model-bindings/is-counted-by-model.ts';
import { hasOwnModel } from './model-bindings/resolve-model.ts';
import type { Registry } from './registry.ts';

/** Checks against the rest of the system: the model is installed, the stream may be used, the sites exist. */
export async function checkSurroundings(registry: Registry, camera: Camera, before?: Camera): Promise<void> {
  if (!isCountedByModel(camera)) rejectIssues(ownModelIssues(camera));
  else if (JSON.stringify(camera.model) !== JSON.stringify(before?.model))
    await checkModel(registry, camera.model);
  if (camera.stream.url !== before?.stream.url) await checkStream(registry, camera);
  const known = new Set(before?.zones.map((zone) => zone.siteId));
  for (const siteId of new Set(camera.zones.map((zone) => zone.siteId))) {
    if (siteId !== undefined && !known.has(siteId)) await checkSite(registry, siteId);
  }
}

/** @throws {VialogError} VALIDATION_FAILED with every issue, when there is at least one */
export function rejectIssues(issues: readonly ErrorDetail[]): void {
  const [first] = issues;
  if (!first) return;
  const message =
    issues.length === 1 ? first.message : `${issues.length} fields are invalid; the first: ${first.message}`;
  throw new VialogError('VALIDATION_FAILED', message, { details: issues });
}

const ownModelIssues = (counter: Camera): ErrorDetail[] =>
  hasOwnModel(counter)
    ? [{ path: 'model', message: 'a counter has no model; remove the field, or bind the model to cameras' }]
    : [];

/** @throws {VialogError} MODEL_NOT_FOUND or VALIDATION_FAILED */
export async function checkModel(registry: Registry, binding: ModelBinding): Promise<void> {
  const { modelId } = binding;
  if (await registry.models.has(modelId)) {
    const problems = await registry.models.problems(binding);
    return rejectIssues(problems.map((message) => ({ path: 'model.classMap', message })));
  }
  throw new VialogError(
    'MODEL_NOT_FOUND',
    `Model "${modelId}" is not installed; GET /v1/models lists the installed models.`,
    {
      details: [{ path: 'model.modelId', message: 'expected the id of an installed model' }],
    },
  );
}

async function checkStream(registry: Registry, camera: Camera): Promise<void> {
  const rejection = await registry.streams.rejection(camera.stream);
  if (rejection === undefined) return;
  throw new VialogError('STREAM_REFUSED', rejection, {
    details: [{ path: 'stream.url', message: rejection }],
  });
}

/** @throws {VialogError} SITE_NOT_FOUND */
export async function checkSite(registry: Registry, siteId: string): Promise<void> {
  if (await registry.sites.site(siteId)) return;
  throw new VialogError(
    'SITE_NOT_FOUND',
    `There is no site with the id "${siteId}"; register the site first.`,
    {
      details: [{ path: 'zones', message: `expected the id of a site, found "${siteId}"` }],
    },
  );
}
