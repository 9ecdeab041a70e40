import {
  cameraInput,
  cameraPatch,
  flowDirection,
  measure,
  streamKindOf,
  streamProbeInput,
  zonesInput,
  type CameraResponse,
} from '@vialog/contracts';
import { probeResponse } from './mock-probe.ts';
import {
  defaultScenario,
  ledgerResponse,
  foundSlots,
  searchResponse,
  trendResponse,
  type Scenario,
} from './responses.ts';
import { attentionResponse, mapResponse, summariesResponse, type ListedCamera } from './camera-lists.ts';
import { healthOf } from './measurements.ts';
import { invalid, ok, page, problem, syntaxProblem, type MockResponse } from './mock-responses.ts';
import { episodesResponse, histogramResponse, namesResponse, unmeasuredResponse } from './mock-episodes.ts';
import { MockCounterComparisons } from './mock-counter-comparisons.ts';
import { MockHandCounts } from './mock-hand-counts.ts';
import { MockOnvif } from './mock-onvif.ts';
import { mockRoutes } from './mock-routes.ts';
import { MockSetCounts } from './mock-set-counts.ts';
import { MockSites } from './mock-sites.ts';
import { MockStills } from './mock-stills.ts';
import { trendsOf } from './mock-trends.ts';
import { completeZones, draftCameras, makeWorld } from './world.ts';

interface MockRequest {
  readonly method: string;
  readonly url: URL;
  readonly body: unknown;
}

/** An in-memory API that follows the contracts, for development and for rare states in browser tests. */
export class MockApi {
  scenario: Scenario = defaultScenario();
  #world = makeWorld();
  #sites = new MockSites(this.#world.sites);
  #setCounts = new MockSetCounts();
  #routes = mockRoutes();
  #onvif = new MockOnvif();
  readonly #stills = new MockStills();
  readonly #handCounts = new MockHandCounts();
  readonly #counterComparisons = new MockCounterComparisons();
  readonly #now: () => number;
  constructor(now: () => number) {
    this.#now = now;
  }

  get cameras(): readonly CameraResponse[] {
    if (this.scenario.empty) return [];
    return [...this.#world.cameras, ...draftCameras(this.#world.cameras, this.scenario.drafts)];
  }

  reset(scenario: Partial<Scenario>): void {
    this.#world = makeWorld();
    this.#onvif = new MockOnvif();
    this.#sites = new MockSites(this.#world.sites);
    this.#setCounts = new MockSetCounts();
    this.#routes = mockRoutes();
    this.scenario = { ...defaultScenario(), ...scenario };
  }

  respond(request: MockRequest): MockResponse {
    const path = request.url.pathname;
    if (path === '/v1/session') return this.#session(request);
    if (!this.scenario.signedIn)
      return problem(
        401,
        'UNAUTHENTICATED',
        'Sign in first, or send the administrator token as a bearer token.',
      );
    if (this.scenario.failWith)
      return problem(
        this.scenario.failWith,
        'STORE_UNAVAILABLE',
        'The event store does not respond. Counting continues; counts are stored when it responds again.',
      );
    return this.#signedIn(request, path);
  }

  #signedIn(request: MockRequest, path: string): MockResponse {
    const site = /^\/v1\/sites\/([0-9a-z]{12})(?:\/(balance|set-counts))?$/.exec(path);
    if (site) return this.#site(request, site[1] ?? '', site[2] ?? '');
    const camera = /^\/v1\/cameras\/([0-9a-z]{12})(?:\/(\w+(?:\/changes)?))?$/.exec(path);
    if (camera) return this.#camera(request, camera[1] ?? '', camera[2] ?? '');
    const checks = /^\/v1\/cameras\/([0-9a-z]{12})\/(hand-counts|counter-comparisons)$/.exec(path);
    if (checks) return this.#accuracyChecks(request, checks);
    if (/^\/v1\/cameras\/[0-9a-z]{12}\/live-trial$/.test(path))
      return this.#stills.liveTrial(request.body, this.#now());
    if (path.startsWith('/v1/streams/still-grants')) return this.#still(request, path);
    return this.#lists(request, path);
  }

  #accuracyChecks({ method, body }: MockRequest, [, cameraId, kind]: RegExpExecArray): MockResponse {
    const camera = this.cameras.find((each) => each.cameraId === cameraId);
    const checks = kind === 'hand-counts' ? this.#handCounts : this.#counterComparisons;
    return checks.respond(camera, method, body);
  }

  #session({ method, body }: MockRequest): MockResponse {
    if (method === 'DELETE') {
      this.scenario.signedIn = false;
      return { status: 204 };
    }
    const { link, token } = (body ?? {}) as { link?: string; token?: string };
    if (link !== 'let-me-in' && token !== 'administrator-token')
      return problem(
        401,
        'SIGN_IN_LINK_USED',
        'This sign-in link was used or has expired; request a new one.',
      );
    this.scenario.signedIn = true;
    return { status: 204, cookie: 'vialog_session=mock; HttpOnly; SameSite=Strict; Path=/' };
  }

  #site({ method, body }: MockRequest, siteId: string, part: string): MockResponse {
    if (part === '') return this.#sites.change(siteId, body);
    const site = this.#sites.items.find((each) => each.siteId === siteId);
    return this.#setCounts.respond(site, this.cameras, { method, part, body, now: this.#now() });
  }

  #still({ method, body }: MockRequest, path: string): MockResponse {
    const settings = { now: this.#now(), areOff: this.scenario.stillsOff };
    return this.#stills.respond({ method, path, body }, settings);
  }

  #lists(request: MockRequest, path: string): MockResponse {
    const now = this.#now();
    const route = this.#routes.find(([pattern]) => pattern.test(path));
    if (route) return route[1].respond({ ...request, path, now, cameras: this.cameras });
    switch (path) {
      case '/v1/me':
        return ok({ name: 'administrator', permissions: ['read', 'write', 'install', 'administer'] });
      case '/v1/cameras':
        return request.method === 'POST' ? this.#register(request.body) : page(this.cameras);
      case '/v1/sites':
        if (request.method === 'POST') return this.#sites.register(request.body);
        return page(this.scenario.empty ? [] : this.#sites.items);
      case '/v1/base-map':
        return ok({ kind: 'none' });
      default:
        return this.#cameraLists(request, path, now);
    }
  }

  #cameraLists(request: MockRequest, path: string, now: number): MockResponse {
    const { searchParams } = request.url;
    if (path === '/v1/cameras/summaries') return ok(summariesResponse(this.#listed(now), searchParams));
    if (path === '/v1/cameras/attention') return ok(attentionResponse(this.#listed(now)));
    if (path === '/v1/cameras/map') return ok(mapResponse(this.#listed(now), searchParams));
    if (path === '/v1/suggestions') return ok(namesResponse(this.cameras, this.#sites.items, searchParams));
    return this.#events(request, path, now);
  }

  #probe(body: unknown): MockResponse {
    const input = streamProbeInput.safeParse(body);
    if (!input.success) return invalid(input.error);
    return ok(probeResponse(input.data.stream ?? { url: 'synthetic:lot', transport: 'tcp' }));
  }

  #events({ url, method, body }: MockRequest, path: string, now: number): MockResponse {
    const query = Object.fromEntries(url.searchParams);
    if (path.startsWith('/v1/onvif/')) return this.#onvif.respond(method, path, body);
    if (path === '/v1/streams/check') return ok({ warnings: [] });
    if (path === '/v1/streams/probe') return this.#probe(body);
    if (/^\/v1\/(events|episodes)/.test(path)) return this.#found(query.q ?? '', path, now);
    if (path.startsWith('/v1/trends') && query.zone === undefined)
      return trendsOf({ path, query, now, cameras: this.cameras, sites: this.#sites.items });
    return this.#measured(query, path, now);
  }

  #measured(query: Record<string, string | undefined>, path: string, now: number): MockResponse {
    const camera = this.cameras.find((each) => each.cameraId === query.cameras);
    if (!camera) return problem(404, 'NOT_FOUND', 'There is nothing at this address.');
    const window = { from: Date.parse(query.from ?? ''), to: Date.parse(query.to ?? ''), now };
    if (path === '/v1/ledger') return page(ledgerResponse(camera, window));
    const zone = camera.zones.find((each) => each.zoneId === query.zone);
    if (!zone) return page([]);
    const of = { measure: measure.parse(query.measure), direction: flowDirection.parse(query.direction) };
    return ok(trendResponse(camera, zone, window, of));
  }

  #found(q: string, path: string, now: number): MockResponse {
    if (path === '/v1/events') return this.#search(q, now);
    return path === '/v1/events/histogram' ? this.#histogram(q, now) : this.#episodes(q, path, now);
  }

  #episodes(q: string, path: string, now: number): MockResponse {
    const rejected = syntaxProblem(q);
    if (rejected) return rejected;
    const found = searchResponse(this.cameras, q, now, this.scenario);
    if (path === '/v1/episodes/unmeasured') return ok(unmeasuredResponse(found, this.cameras));
    return ok(episodesResponse(found, foundSlots(this.cameras, q, now, this.scenario), q));
  }

  #search(q: string, now: number): MockResponse {
    return syntaxProblem(q) ?? ok(searchResponse(this.cameras, q, now, this.scenario));
  }

  #histogram(q: string, now: number): MockResponse {
    return ok(histogramResponse(searchResponse(this.cameras, q, now, this.scenario), now));
  }

  #camera(request: MockRequest, cameraId: string, part: string): MockResponse {
    const camera = this.cameras.find((each) => each.cameraId === cameraId);
    if (!camera) return problem(404, 'CAMERA_NOT_FOUND', 'There is no camera with this id.');
    if (request.method === 'PATCH') return this.#patch(camera, request.body);
    if (part === '') return ok(camera);
    if (part === 'health') return ok(healthOf(camera, this.#isOffline(camera), this.#now()));
    if (part === 'health/changes') return page([]);
    if (part === 'versions') return page([camera, { ...camera, version: 2 }, { ...camera, version: 1 }]);
    if (part === 'zones') return this.#setZones(camera, request.body);
    if (part === 'still') return this.#stills.ofCamera(camera);
    const lifecycle = lifecycleAfter[part];
    if (lifecycle) return this.#change(camera, { lifecycle });
    return problem(404, 'NOT_FOUND', 'The mock API has no such route of a camera.');
  }

  #register(body: unknown): MockResponse {
    const input = cameraInput.safeParse(body);
    if (!input.success) return invalid(input.error);
    const { zones, credentials, ...fields } = input.data;
    const now = new Date(this.#now()).toISOString();
    const cameraId = 'new' + String(this.#world.cameras.length).padStart(9, '0');
    const camera: CameraResponse = {
      ...fields,
      cameraId,
      version: 1,
      validFromAt: now,
      createdAt: now,
      streamKind: streamKindOf(fields.stream.url),
      hasCredentials: credentials !== undefined,
      zones: completeZones(zones),
    };
    this.#world.cameras.push(camera);
    return { status: 201, body: { ...camera, warnings: [] } };
  }

  #patch(camera: CameraResponse, body: unknown): MockResponse {
    const input = cameraPatch.safeParse(body);
    if (!input.success) return invalid(input.error);
    if (camera.lifecycle === 'retired')
      return problem(409, 'LIFECYCLE_REFUSED', 'This camera is retired and stays as it is.');
    const { credentials, ...fields } = input.data;
    const sent = Object.entries(fields).filter(([, value]) => value !== undefined);
    const all = Object.entries({ ...camera, ...Object.fromEntries(sent) });
    const changed = Object.fromEntries(all.filter(([, value]) => value !== null)) as CameraResponse;
    const hasCredentials = credentials === undefined ? camera.hasCredentials : credentials !== null;
    return this.#change(camera, { ...changed, hasCredentials, streamKind: streamKindOf(changed.stream.url) });
  }

  #setZones(camera: CameraResponse, body: unknown): MockResponse {
    const input = zonesInput.safeParse(body);
    if (!input.success) return invalid(input.error);
    const changed = this.#change(camera, { zones: completeZones(input.data.zones) });
    return ok({ camera: changed.body, warnings: [] });
  }

  #change(camera: CameraResponse, change: Partial<CameraResponse>): MockResponse {
    const validFromAt = new Date(Math.ceil(this.#now() / 60_000) * 60_000).toISOString();
    const changed = { ...camera, ...change, version: camera.version + 1, validFromAt };
    this.#world.cameras = this.#world.cameras.map((each) =>
      each.cameraId === camera.cameraId ? changed : each,
    );
    return ok(changed);
  }

  #listed(now: number): ListedCamera[] {
    return this.cameras.map((camera) => ({
      camera,
      health: healthOf(camera, this.#isOffline(camera), now),
    }));
  }

  #isOffline(camera: CameraResponse): boolean {
    return this.scenario.offline.includes(camera.cameraId);
  }
}

const lifecycleAfter: Readonly<Record<string, CameraResponse['lifecycle']>> = {
  pause: 'paused',
  resume: 'active',
  retire: 'retired',
};
