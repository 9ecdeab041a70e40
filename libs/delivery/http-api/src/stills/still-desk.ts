import { StillGrants, type Principal, type StillGrantRecord } from '@vialog/access';
import {
  recommendedLineFps,
  samplingIntervalMs,
  stillGrantMs,
  VialogError,
  type Camera,
  type ErrorCode,
  type IngestFailure,
  type IngestReplyOf,
  type LiveTrialInput,
  type LiveTrialResponse,
  type SamplingPlan,
  type StreamStillInput,
  type TrialResponse,
  type TrialInput,
} from '@vialog/contracts';
import type { IngestSuccess, IngestReply, IngestRequests } from '@vialog/ingest';
import type { Metrics } from '@vialog/observability';
import { checkDraft, newId, readCamera, temporaryCamera, type Registry } from '@vialog/registry';
import { PictureBudget } from './picture-budget.ts';
import { ShortLived } from './short-lived.ts';
import { StillMetrics } from './still-metrics.ts';

export interface StillDeskPorts {
  readonly registry: Registry;
  readonly ingestRequests: IngestRequests;
  /** VIALOG_STILLS; the capturing process has this switch too. */
  readonly areStillsOn: boolean;
  readonly metrics: Metrics;
}

/** A picture as JPEG. In memory only: never stored or logged. */
export interface Still extends IngestReplyOf<'still'> {
  readonly jpeg: Uint8Array;
}

/** The result of a trial; its id stands for the picture with outlines. */
type CountedTrial = TrialResponse & { readonly trialId: string };

/** Time until a still or trial must arrive, ms: a stream that is opened for it can take 10 s. */
const deadlineMs = 14_000;
/** Time for which the picture of a trial is kept in memory, ms, and number of pictures. */
const outlinesLife = { lifeMs: 60_000, max: 20 };
/** Time without a request after which a live trial is a new one, ms, and number of live trials. */
const liveTrialLife = { lifeMs: 5_000, max: 200 };
/** Number of unregistered streams with a grant. */
const maxStreams = 200;

/** Grants, stills and trials: who may see a picture of which camera, and where the picture comes from. */
export class StillDesk {
  readonly #ports: StillDeskPorts;
  readonly #grants: StillGrants;
  readonly #budget: PictureBudget;
  readonly #streams: ShortLived<Camera>;
  readonly #outlines: ShortLived<Uint8Array>;
  readonly #liveTrials: ShortLived<true>;
  readonly #metrics: StillMetrics;

  constructor(ports: StillDeskPorts) {
    const { clock } = ports.registry;
    this.#ports = ports;
    this.#grants = new StillGrants(clock);
    this.#budget = new PictureBudget(clock);
    this.#streams = new ShortLived(clock, { lifeMs: stillGrantMs, max: maxStreams });
    this.#outlines = new ShortLived(clock, outlinesLife);
    this.#liveTrials = new ShortLived(clock, liveTrialLife);
    this.#metrics = new StillMetrics(ports.metrics);
  }

  /** @throws {VialogError} STILLS_OFF, CAMERA_NOT_FOUND or LIFECYCLE_REFUSED */
  grantCamera(principal: Principal, cameraId: string, reason: string): Promise<StillGrantRecord> {
    return this.#metrics.grant(async () => {
      this.#rejectIfOff();
      const camera = await this.camera(cameraId);
      return this.#grants.open(principal, camera.cameraId, reason);
    });
  }

  /** @throws {VialogError} STILLS_OFF, VALIDATION_FAILED, STREAM_REFUSED or SECRETS_UNAVAILABLE */
  grantStream(principal: Principal, input: StreamStillInput): Promise<StillGrantRecord> {
    return this.#metrics.grant(async () => {
      this.#rejectIfOff();
      const camera = await temporaryCamera(this.#ports.registry, input);
      this.#streams.put(camera.cameraId, camera);
      return this.#grants.open(principal, camera.cameraId, input.reason);
    });
  }

  /** @throws {VialogError} CAMERA_NOT_FOUND, LIFECYCLE_REFUSED when it is retired, or VALIDATION_FAILED for a counter */
  async camera(cameraId: string): Promise<Camera> {
    const camera = await readCamera(this.#ports.registry, cameraId);
    if (camera.lifecycle === 'retired')
      throw new VialogError('LIFECYCLE_REFUSED', 'The camera is retired; its stream is not opened any more.');
    if (camera.streamKind === 'counter')
      throw new VialogError('VALIDATION_FAILED', 'A counter has no pictures: expected the id of a camera.');
    return camera;
  }

  /** The stream of a grant. @throws {VialogError} STILL_GRANT_REQUIRED when it has expired */
  stream(grantId: string): Camera {
    const camera = this.#streams.get(grantId);
    if (!camera) throw new VialogError('STILL_GRANT_REQUIRED');
    return camera;
  }

  /** @throws {VialogError} STILLS_OFF, STILL_GRANT_REQUIRED, RATE_LIMITED, STILL_UNAVAILABLE or CAPTURE_UNAVAILABLE */
  still(principal: Principal, camera: Camera): Promise<Still> {
    return this.#metrics.picture('still', () => this.#takeStill(principal, camera));
  }

  /** @throws {VialogError} as `still`, and VALIDATION_FAILED, MODEL_NOT_FOUND, SITE_NOT_FOUND or DETECTOR_UNAVAILABLE */
  trial(principal: Principal, camera: Camera, input: TrialInput): Promise<CountedTrial> {
    return this.#metrics.picture('trial', () => this.#count(principal, camera, input));
  }

  /**
   * Running counts of a live trial; starts it if it does not run.
   * @param onStarted called when it is a new one
   * @throws {VialogError} as `trial`
   */
  async liveTrial(
    principal: Principal,
    camera: Camera,
    input: LiveTrialInput,
    onStarted: () => void,
  ): Promise<LiveTrialResponse> {
    this.#rejectIfOff();
    this.#rejectWithoutGrant(principal, camera);
    const plan = planForLines(input.plan ?? camera.plan);
    const { registry } = this.#ports;
    const draft = await checkDraft(registry, camera, { ...input, plan });
    const keyOf = (id: string) => JSON.stringify([principal.name, camera.cameraId, id]);
    const known = input.liveTrialId ?? '';
    const isNew = this.#liveTrials.get(keyOf(known)) === undefined;
    if (isNew) await this.#metrics.picture('live_trial', () => this.#spend(principal, camera));
    const liveTrialId = isNew ? newId(registry.random) : known;
    this.#liveTrials.put(keyOf(liveTrialId), true);
    const { zones, model } = draft.camera;
    const target = this.#targetOf(camera);
    const request = { v: 1, kind: 'liveTrial', ...target, liveTrialId, zones, model, plan } as const;
    const reply = await this.#ports.ingestRequests.send<'liveTrial'>(request, this.#delivery(camera));
    const { content } = successOf(reply);
    if (isNew) onStarted();
    return { ...content, liveTrialId, model: model.modelId, warnings: [...draft.warnings] };
  }

  /** The picture of a trial. @throws {VialogError} STILLS_OFF, STILL_GRANT_REQUIRED or TRIAL_NOT_FOUND */
  outlines(principal: Principal, camera: Camera, trialId: string): Promise<Uint8Array> {
    return this.#metrics.picture('outlines', () => {
      this.#rejectIfOff();
      this.#rejectWithoutGrant(principal, camera);
      const jpeg = this.#outlines.get(outlinesKey(camera.cameraId, trialId));
      if (!jpeg) throw new VialogError('TRIAL_NOT_FOUND');
      return jpeg;
    });
  }

  async #takeStill(principal: Principal, camera: Camera): Promise<Still> {
    this.#admit(principal, camera);
    const request = { v: 1, kind: 'still', ...this.#targetOf(camera) } as const;
    const reply = await this.#ports.ingestRequests.send<'still'>(request, this.#delivery(camera));
    const { content, bytes } = successOf(reply);
    if (!bytes) throw new VialogError('CAPTURE_UNAVAILABLE', 'The capturing process sent no picture.');
    return { ...content, jpeg: bytes };
  }

  async #count(principal: Principal, camera: Camera, input: TrialInput): Promise<CountedTrial> {
    this.#rejectIfOff();
    this.#rejectWithoutGrant(principal, camera);
    const draft = await checkDraft(this.#ports.registry, camera, input);
    this.#spend(principal, camera);
    const { zones, model } = draft.camera;
    const { outlines } = input;
    const request = { v: 1, kind: 'trial', ...this.#targetOf(camera), zones, model, outlines } as const;
    const reply = await this.#ports.ingestRequests.send<'trial'>(request, this.#delivery(camera));
    const { content, bytes } = successOf(reply);
    const trialId = newId(this.#ports.registry.random);
    if (bytes) this.#outlines.put(outlinesKey(camera.cameraId, trialId), bytes);
    return { ...content, model: model.modelId, warnings: [...draft.warnings], trialId };
  }

  #admit(principal: Principal, camera: Camera): void {
    this.#rejectIfOff();
    this.#rejectWithoutGrant(principal, camera);
    this.#spend(principal, camera);
  }

  /** Rendering a synthetic scene opens no connection and is not limited. */
  #spend(principal: Principal, { cameraId, streamKind }: Camera): void {
    if (streamKind !== 'synthetic') this.#budget.take(principal.name, cameraId);
  }

  #rejectIfOff(): void {
    if (!this.#ports.areStillsOn) throw new VialogError('STILLS_OFF');
  }

  /** A synthetic scene shows no real person and needs no grant. */
  #rejectWithoutGrant(principal: Principal, { cameraId, streamKind }: Camera): void {
    if (streamKind === 'synthetic' || this.#grants.find(principal, cameraId)) return;
    throw new VialogError('STILL_GRANT_REQUIRED');
  }

  #targetOf({ cameraId, stream, secrets }: Camera) {
    if (!this.#streams.get(cameraId)) return { cameraId };
    return { cameraId, unregistered: { stream, ...(secrets ? { secrets } : {}) } };
  }

  /** The holder of the shard of the camera id handles the request, also for the temporary id of an unregistered stream. */
  #delivery(camera: Camera) {
    return { to: { kind: 'camera', camera }, deadlineMs } as const;
  }
}

const outlinesKey = (cameraId: string, trialId: string): string => `${cameraId} ${trialId}`;

const codes: Readonly<Record<IngestFailure['reason'], ErrorCode>> = {
  no_process: 'CAPTURE_UNAVAILABLE',
  timeout: 'CAPTURE_UNAVAILABLE',
  busy: 'CAPTURE_UNAVAILABLE',
  unsupported: 'CAPTURE_UNAVAILABLE',
  failed: 'CAPTURE_UNAVAILABLE',
  unavailable: 'STILL_UNAVAILABLE',
  not_counted: 'DETECTOR_UNAVAILABLE',
  rejected: 'STILLS_OFF',
};

/** @throws {VialogError} with the code of the failure, when the request failed */
function successOf<K extends 'still' | 'trial' | 'liveTrial'>(reply: IngestReply<K>): IngestSuccess<K> {
  if (reply.kind === 'answered') return reply;
  throw new VialogError(codes[reply.reason], reply.detail);
}

/** Lines need more frames than most plans have: a slower one is replaced by the recommended rate. */
function planForLines(plan: SamplingPlan): SamplingPlan {
  const isFast = (samplingIntervalMs(plan) ?? Infinity) <= 1_000 / recommendedLineFps;
  return isFast ? plan : { mode: 'fps', fps: recommendedLineFps };
}
