import type { Camera, Clock, ModelBinding } from '@vialog/contracts';
import { isTracked, type Detector, type ModelReadiness } from '@vialog/detection';
import { commonSlotMs, slotOf } from '@vialog/measuring';

export interface ModelSwapOptions {
  readonly detector: Pick<Detector, 'prepare'>;
  readonly clock: Clock;
  /** The model that the camera had before its current one: counts if the current one cannot be loaded after a restart. */
  readonly earlier?: ModelBinding | undefined;
}

interface Preparation {
  readiness: ModelReadiness;
  /** Monotonic ms. */
  requestedAt: number;
  isPending: boolean;
}

/** Time between two requests to prepare a model, ms; those for a model that is ready prevent that it is unloaded. */
const requestIntervals: Readonly<Record<ModelReadiness['kind'], number>> = {
  loading: 500,
  ready: 5_000,
  failed: 10_000,
};

/**
 * Decides which model counts the frames of one camera. The model of a new version is loaded beside the one that counts and
 * replaces it when it is ready, at the start of a slot: a model that cannot be loaded never replaces another one, and no slot has
 * two models. If it becomes ready in the first half of a slot, it counts this slot, whose earlier frames the slot keeper drops;
 * with tracked zones it waits for the next slot, because dropped frames would lose crossings.
 */
export class ModelSwap {
  readonly #options: ModelSwapOptions;
  readonly #preparations = new Map<string, Preparation>();
  /** The model that counts; undefined until the first one is ready. */
  #inUse: ModelBinding | undefined;
  /** Start of the slot of the newest frame, epoch ms. */
  #slot = 0;

  constructor(options: ModelSwapOptions) {
    this.#options = options;
  }

  get inUse(): ModelBinding | undefined {
    return this.#inUse;
  }

  /** Why a model that the camera is bound to does not count; one sentence. */
  get problem(): string | undefined {
    const inUse = this.#inUse?.modelId;
    for (const [modelId, { readiness }] of this.#preparations)
      if (inUse !== undefined && modelId !== inUse && readiness.kind === 'failed')
        return `Model "${inUse}" still counts, because "${modelId}" cannot be used: ${readiness.detail}`;
    return undefined;
  }

  /** Prepares the models of the versions in force now and later; call it often. */
  prepare(versions: readonly Camera[]): void {
    const active = versions.filter(({ lifecycle }) => lifecycle === 'active');
    const wanted = new Set(active.map(({ model }) => model.modelId));
    for (const modelId of this.#preparations.keys())
      if (!wanted.has(modelId)) this.#preparations.delete(modelId);
    for (const modelId of wanted) if (modelId !== this.#inUse?.modelId) this.#request(modelId);
  }

  /** The model that counts a frame of this version. @param capturedAt epoch ms */
  modelFor(camera: Camera, capturedAt: number): ModelBinding {
    const common = commonSlotMs(camera.zones.map(({ slotMs }) => slotMs));
    const slot = slotOf(capturedAt, common);
    const isNewSlot = slot > this.#slot;
    this.#slot = Math.max(slot, this.#slot);
    const { model, zones } = camera;
    const readiness = this.#preparations.get(model.modelId)?.readiness.kind;
    if (this.#inUse === undefined) return this.#first(model, readiness);
    const isEarlyInSlot = capturedAt - slot < common / 2 && !zones.some(isTracked);
    const mayChange = readiness === 'ready' && (isNewSlot || isEarlyInSlot);
    if (model.modelId === this.#inUse.modelId || mayChange) this.#inUse = model;
    return this.#inUse;
  }

  /** After a start the bound model counts, also while it is loading, unless it cannot be loaded and there is an earlier one. */
  #first(bound: ModelBinding, readiness: ModelReadiness['kind'] | undefined): ModelBinding {
    const { earlier } = this.#options;
    if (readiness === 'failed' && earlier) this.#inUse = earlier;
    else if (readiness === 'ready' || !earlier) this.#inUse = bound;
    return this.#inUse ?? bound;
  }

  #request(modelId: string): void {
    const now = this.#options.clock.monotonic();
    const known = this.#preparations.get(modelId);
    if (known && (known.isPending || now - known.requestedAt < requestIntervals[known.readiness.kind]))
      return;
    const preparation = known ?? { readiness: { kind: 'loading' }, requestedAt: now, isPending: true };
    Object.assign(preparation, { requestedAt: now, isPending: true });
    this.#preparations.set(modelId, preparation);
    void this.#options.detector
      .prepare(modelId)
      // An unreachable detector says nothing about the model.
      .catch((): ModelReadiness => ({ kind: 'loading' }))
      .then((readiness) => Object.assign(preparation, { readiness, isPending: false }));
  }
}
