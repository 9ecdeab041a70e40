import { connect, type AddressInfo, type Server } from 'node:net';
import { Test } from '@nestjs/testing';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AdministratorToken, FailedSignIns, type Access } from '@vialog/access';
import {
  InMemoryAlertChannels,
  InMemoryAlertRules,
  InMemoryAlerts,
  InMemorySavedSearches,
  InMemoryBrokers,
} from '@vialog/alerting/conformance';
import { InMemoryKioskLinks, InMemorySessions, InMemorySignInLinks } from '@vialog/access/fakes';
import { AnalyticsCatalogue } from '@vialog/analytics';
import type { AttentionProbes } from '@vialog/attention';
import type { BaseMapSource } from '@vialog/base-map';
import { FixedHolidayRules, InMemoryCalendars } from '@vialog/calendars/conformance';
import { noSpecialDays, SpecialDays } from '@vialog/calendars';
import { VialogError } from '@vialog/contracts';
import { LiveHub, noSimulatedHistory, type EventPorts } from '@vialog/events';
import { ingestFailure, type IngestRequests } from '@vialog/ingest';
import type { ModelStore } from '@vialog/models';
import {
  fakeRegistry,
  InMemoryCounterComparisons,
  InMemoryHandCounts,
  InMemorySetCounts,
  InMemoryHealthHistory,
  type FakeRegistry,
} from '@vialog/registry/conformance';
import { InMemoryReportFolder, InMemoryReportSchedules } from '@vialog/reports/conformance';
import { Metrics, rootLogger } from '@vialog/observability';
import { fastifyAdapter } from '@vialog/service-runtime';
import { InMemoryHealthBoard } from '@vialog/registry';
import { HttpApiModule } from './http-api.module.ts';
import type { HttpApiPorts } from './ports/http-api-ports.ts';
import { prepareHttpApi } from './prepare-http-api.ts';

export const administratorToken = 'token-of-the-administrator';

/** An API with fakes, and the parts that tests use. */
export interface TestApi {
  readonly app: NestFastifyApplication;
  readonly registry: FakeRegistry;
  readonly access: Access;
  readonly live: LiveHub;
  readonly health: InMemoryHealthBoard;
  readonly log: string[];
  close(): Promise<void>;
}

const unexpectedCall = () => Promise.reject(new VialogError('STORE_UNAVAILABLE'));

/** Event ports without cameras whose store rejects every call; a test overrides the calls that it expects. */
export const noEvents: EventPorts = {
  events: {
    search: unexpectedCall,
    count: unexpectedCall,
    histogram: unexpectedCall,
    byId: unexpectedCall,
    episodes: unexpectedCall,
  },
  trends: {
    sums: unexpectedCall,
    zoneRows: unexpectedCall,
    lastSlotEnds: unexpectedCall,
    newest: unexpectedCall,
  },
  cameras: { versions: () => Promise.resolve([]) },
  sites: { sites: () => Promise.resolve([]) },
  setCounts: new InMemorySetCounts(),
  handCounts: new InMemoryHandCounts(),
  clock: { now: () => Date.parse('2026-03-02T08:00:00.000Z'), monotonic: () => 0 },
  specialDays: noSpecialDays,
  latenessMs: 30_000,
};

const noModels: ModelStore = {
  list: () => Promise.resolve({ cards: [], rejected: [] }),
  card: () => Promise.resolve(undefined),
  bytes: () => Promise.reject(new VialogError('MODEL_NOT_FOUND')),
};

const noBaseMap: BaseMapSource = {
  describe: () => ({ kind: 'none' }),
  town: { type: 'FeatureCollection', features: [] },
  tile: () => Promise.resolve(undefined),
};

/** A store without disks, no queues and no dead letters. */
const noProbes: AttentionProbes = {
  storage: () => Promise.resolve({ disks: [], state: 'complete' }),
  queues: () => Promise.resolve([]),
  deadLetters: { list: () => Promise.resolve([]) },
};

/** No process captures cameras. */
const noIngest: IngestRequests = {
  send: () => Promise.resolve(ingestFailure('no_process', 'No ingest runs.')),
};

const accessOf = ({ clock, random }: FakeRegistry): Access => ({
  token: new AdministratorToken(administratorToken),
  sessions: new InMemorySessions(),
  links: new InMemorySignInLinks(),
  kioskLinks: new InMemoryKioskLinks(),
  failures: new FailedSignIns(clock),
  clock,
  random,
});

const deliver = () => Promise.resolve({ kind: 'delivered' } as const);
const deliveringSenders = {
  webhooks: { send: deliver },
  emails: { send: deliver },
  brokers: new InMemoryBrokers(),
};

export async function startTestApi(overrides: Partial<HttpApiPorts> = {}): Promise<TestApi> {
  const registry = fakeRegistry();
  const access = accessOf(registry);
  const live = new LiveHub({ clock: registry.clock });
  const health = new InMemoryHealthBoard();
  const [calendars, holidayRules] = [new InMemoryCalendars(), new FixedHolidayRules()];
  const ports: HttpApiPorts = {
    registry,
    calendars,
    holidayRules,
    specialDays: new SpecialDays(calendars, holidayRules),
    handCounts: new InMemoryHandCounts(),
    counterComparisons: new InMemoryCounterComparisons(),
    setCounts: new InMemorySetCounts(),
    savedSearches: new InMemorySavedSearches(),
    alertRules: new InMemoryAlertRules(),
    alerts: new InMemoryAlerts(),
    alertChannels: new InMemoryAlertChannels(new InMemoryAlerts()),
    channelSenders: { ...deliveringSenders, cameras: registry.directory, sites: registry.sites },
    reportSchedules: new InMemoryReportSchedules(),
    reportFolder: new InMemoryReportFolder(),
    baseMap: noBaseMap,
    analytics: new AnalyticsCatalogue({ shipped: [] }),
    access,
    live,
    health,
    healthHistory: new InMemoryHealthHistory(),
    events: noEvents,
    sendCounts: unexpectedCall,
    demoHistory: noSimulatedHistory,
    models: noModels,
    printer: {
      pdf: () => Promise.resolve(Buffer.from('%PDF-')),
      png: () => Promise.resolve(Buffer.from('PNG')),
    },
    areStillsOn: true,
    ingestRequests: noIngest,
    checks: [],
    probes: noProbes,
    metrics: new Metrics(),
    http: { hosts: ['vialog.example'], secure: false, trustedProxies: [], requestsPerMinute: 0 },
    ...overrides,
  };
  const log: string[] = [];
  const app = await startApp(ports, log);
  return { app, registry, access, live, health, log, close: () => app.close() };
}

async function startApp(ports: HttpApiPorts, log: string[]): Promise<NestFastifyApplication> {
  const testing = await Test.createTestingModule({ imports: [HttpApiModule.register(ports)] }).compile();
  const logger = rootLogger({ level: 'debug', out: { write: (line) => log.push(line) } });
  const app = testing.createNestApplication<NestFastifyApplication>(
    fastifyAdapter({ logger, trustedProxies: ports.http.trustedProxies }),
    { logger: false },
  );
  await prepareHttpApi(app, ports);
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
  return app;
}

/** The parts of a response that tests read. */
export interface TestResponse {
  readonly status: number;
  readonly body: unknown;
  readonly text: string;
  readonly headers: Readonly<Record<string, string | string[] | number | undefined>>;
}

export interface TestRequest {
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Signs in as the administrator unless false. */
  readonly signedIn?: boolean;
}

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'HEAD' | 'OPTIONS';

/** Sends a request such as `GET /v1/me`; a body that is not a string is sent as JSON. */
export async function send(api: TestApi, route: string, request: TestRequest = {}): Promise<TestResponse> {
  const [method, url] = route.split(' ') as [Method, string];
  const signed: Record<string, string> =
    request.signedIn === false ? {} : { authorization: `Bearer ${administratorToken}` };
  const headers = { host: 'localhost:7070', ...signed, ...request.headers };
  const payload = request.body === undefined ? {} : bodyOf(request.body);
  const response = await api.app.inject({
    method,
    url,
    ...payload,
    headers: { ...payload.headers, ...headers },
  });
  return {
    status: response.statusCode,
    text: response.body,
    body: jsonOf(response.body),
    headers: response.headers,
  };
}

function bodyOf(body: unknown): { payload?: string; headers?: Record<string, string> } {
  const payload = typeof body === 'string' ? body : JSON.stringify(body);
  return { payload, headers: { 'content-type': 'application/json' } };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** Sends the text of a request over a TCP connection and returns the text of the response. */
export async function sendRaw(api: TestApi, request: string): Promise<string> {
  const server = api.app.getHttpServer() as Server;
  if (!server.listening) await api.app.listen(0, '127.0.0.1');
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  socket.end(request);
  return (await Array.fromAsync(socket.setEncoding('utf8'))).join('');
}
