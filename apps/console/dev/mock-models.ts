import {
  isoOf,
  modelBindInput,
  modelRollBackInput,
  modelScopeKey,
  modelScopeKinds,
  modelSourceOf,
  modelUnbindInput,
  type CameraResponse,
  type ChangeCheck,
  type ModelBinding,
  type ModelScope,
  type ModelStep,
} from '@vialog/contracts';
import type { z } from 'zod';
import { invalid, ok, problem, type MockResponse, type MockRouteRequest } from './mock-responses.ts';

/** This model cannot be loaded: its cameras keep the one before. */
export const damagedModelId = 'damaged-640';

const cards = [
  { id: 'nanodet-g-416', name: 'NanoDet-g 416', bytes: 7_598_658, threshold: 0.3, value: 88.8 },
  {
    id: 'ssdlite-mobilenet-v2-300',
    name: 'SSDLite MobileNet v2 300',
    bytes: 18_097_473,
    threshold: 0.15,
    value: 75.5,
  },
  { id: damagedModelId, name: 'Damaged 640', bytes: 9_000_000, threshold: 0.3, value: 0 },
];

/** Models and their bindings in the mock API. A step changes the model of the cameras at once. */
export class MockModels {
  /** Oldest first. */
  readonly #steps: ModelStep[] = [];

  respond(request: MockRouteRequest): MockResponse {
    const { path, method, cameras } = request;
    if (path.endsWith('/change-check')) return ok(changeCheckOf(path.split('/')[3] ?? '', cameras));
    if (path === '/v1/models') return ok({ items: cards.map((card) => summaryOf(card, cameras)) });
    if (path === '/v1/model-bindings/steps') return ok({ items: this.#page(request.url.searchParams) });
    if (method === 'GET') return ok(this.#bindings(cameras));
    return this.#change(request);
  }

  #change(request: MockRouteRequest): MockResponse {
    const { path, body } = request;
    if (path.endsWith('/unbind')) return this.#unbind(modelUnbindInput.safeParse(body), request);
    if (path.endsWith('/rollback')) return this.#rollBack(modelRollBackInput.safeParse(body), request);
    const input = modelBindInput.safeParse(body);
    if (!input.success) return invalid(input.error);
    const { scope, why, model, canaryPercent: percent } = input.data;
    if (percent === undefined) return this.#take({ scope, why, action: 'bind', model }, request);
    const newest = this.#newest(scope);
    const since = newest?.canary?.sinceAt ?? newest?.takenAt;
    const canary = since === undefined ? { percent } : { percent, sinceAt: since };
    return this.#take({ scope, why, action: 'bind', model, canary }, request);
  }

  #unbind(input: Parsed<typeof modelUnbindInput>, request: MockRouteRequest): MockResponse {
    if (!input.success) return invalid(input.error);
    const { scope, why } = input.data;
    if (!this.#newest(scope)?.model)
      return problem(409, 'MODEL_NOT_BOUND', 'No model is bound to this scope.');
    return this.#take({ scope, why, action: 'unbind' }, request);
  }

  #rollBack(input: Parsed<typeof modelRollBackInput>, request: MockRouteRequest): MockResponse {
    if (!input.success) return invalid(input.error);
    const { scope, why, stepId } = input.data;
    const newest = this.#newest(scope);
    if (!newest) return problem(409, 'MODEL_NOT_BOUND', 'This scope has no step that could be undone.');
    if (stepId !== undefined && stepId !== newest.stepId)
      return problem(409, 'BINDING_CHANGED', 'Another user changed the binding of this scope.');
    return this.#take({ scope, why, action: 'roll_back', model: newest.before }, request);
  }

  #take(
    fields: Pick<ModelStep, 'scope' | 'why' | 'action' | 'model' | 'canary'>,
    { cameras, now }: MockRouteRequest,
  ): MockResponse {
    const step: ModelStep = {
      ...fields,
      stepId: `step${String(this.#steps.length + 1).padStart(8, '0')}`,
      before: this.#base(fields.scope),
      takenAt: isoOf(now),
      by: 'administrator',
    };
    this.#steps.push(step);
    const changed = cameras.filter((camera) => this.#apply(camera));
    return { status: 201, body: { step, cameras: changed.length } };
  }

  /** Gives a camera the model that is bound to it; false when that changes nothing. */
  #apply(camera: CameraResponse): boolean {
    const before = JSON.stringify([camera.model, modelSourceOf(camera)]);
    const source = scopesOf(camera).find((scope) => this.#boundFor(camera, scope));
    camera.modelFrom = source ?? { kind: 'default' };
    camera.model = (source && this.#boundFor(camera, source)) ?? { modelId: 'nanodet-g-416' };
    return JSON.stringify([camera.model, camera.modelFrom]) !== before;
  }

  #bindings(cameras: readonly CameraResponse[]) {
    const sources = cameras.map((camera) => modelSourceOf(camera));
    const count = (key: string) => sources.filter((each) => keyOf(each) === key).length;
    const items = this.#boundSteps()
      .filter(({ scope }) => scope.kind !== 'camera')
      .map((step) => ({ step, cameras: count(modelScopeKey(step.scope)) }));
    const ownCameras = sources.filter(({ kind }) => kind === 'camera').length;
    return { items, ownCameras, defaultCameras: count('default') };
  }

  /** The newest step of each scope that has a model, the most specific first. */
  #boundSteps(): readonly ModelStep[] {
    const rank = ({ scope }: ModelStep): number => modelScopeKinds.indexOf(scope.kind);
    return this.#steps
      .filter((step) => step.model && this.#newest(step.scope) === step)
      .toSorted((a, b) => rank(a) - rank(b));
  }

  /** The model of a scope without its canary. */
  #base(scope: ModelScope): ModelBinding | undefined {
    const step = this.#newest(scope);
    return step?.canary ? step.before : step?.model;
  }

  /** The mock chooses the cameras of a canary by the last character of their ids. */
  #boundFor({ cameraId }: CameraResponse, scope: ModelScope): ModelBinding | undefined {
    const step = this.#newest(scope);
    const isTried = !step?.canary || (cameraId.charCodeAt(11) * 37) % 100 < step.canary.percent;
    return isTried ? step?.model : step.before;
  }

  #newest(scope: ModelScope): ModelStep | undefined {
    return this.#steps.findLast((step) => modelScopeKey(step.scope) === modelScopeKey(scope));
  }

  #page(query: URLSearchParams): readonly ModelStep[] {
    const [kind, id, before] = ['kind', 'id', 'before'].map((name) => query.get(name));
    const key = id === null ? kind : `${kind}:${id}`;
    const found = this.#steps
      .toReversed()
      .filter(({ scope }) => key === null || modelScopeKey(scope) === key);
    const start = found.findIndex(({ stepId }) => stepId === before) + 1;
    return found.slice(start, start + Number(query.get('limit') ?? 100));
  }
}

type Parsed<Schema extends z.ZodType> = z.ZodSafeParseResult<z.infer<Schema>>;

const keyOf = (source: ReturnType<typeof modelSourceOf>): string =>
  source.kind === 'default' ? 'default' : modelScopeKey(source);

/** The scopes that include a camera, the most specific first. */
const scopesOf = ({ cameraId, groups, tags, zones }: CameraResponse): readonly ModelScope[] => [
  { kind: 'camera', id: cameraId },
  ...groups.map((id) => ({ kind: 'group' as const, id })),
  ...tags.map((id) => ({ kind: 'tag' as const, id })),
  ...zones.flatMap(({ siteId }) => (siteId === undefined ? [] : [{ kind: 'site' as const, id: siteId }])),
  { kind: 'all' },
];

function summaryOf({ value, ...card }: (typeof cards)[number], cameras: readonly CameraResponse[]) {
  return {
    ...card,
    version: '1.0.0',
    licence: 'Apache-2.0',
    trainedBy: 'The authors, on COCO 2017',
    sha256: '0'.repeat(64),
    digest: '0'.repeat(12),
    evaluation: [{ set: 'PKLot UFPR05', metric: 'bays right, %', value, command: 'npx vialog evaluate' }],
    cameras: cameras.filter(({ model }) => model.modelId === card.id).length,
  };
}

/** A camera whose model was changed has unusual figures in its first zone. */
function changeCheckOf(cameraId: string, cameras: readonly CameraResponse[]): ChangeCheck {
  const camera = cameras.find((each) => each.cameraId === cameraId);
  if (!camera || modelSourceOf(camera).kind === 'default')
    return { cameraId, verdict: 'no_change', causes: [], figures: [] };
  const zoneId = camera.zones[0]?.zoneId ?? 'view';
  const figure = { zoneId, figure: 'total' as const, mean: 1.2, days: 7, low: 6, high: 14.5 };
  const figures = [{ ...figure, isUnusual: true }];
  return { cameraId, verdict: 'unusual', changedAt: camera.validFromAt, causes: ['model'], figures };
}

/** The model that a camera is bound to cannot be loaded. */
export const hasDamagedModel = ({ model }: { readonly model: ModelBinding }): boolean =>
  model.modelId === damagedModelId;
