import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import {
  analyticResult,
  analyticsList,
  counterComparison,
  countsImportReport,
  demoHistoryRemoval,
  importReport,
  streamProbe,
  type AnalyticResult,
  type AnalyticsList,
  type CameraResponse,
  type CounterComparison,
  type CountsImportReport,
  type DemoHistoryRemoval,
  type ImportReport,
  type ModelBinding,
  type ModelScope,
  type ModelStep,
  type ModelStepTaken,
  type StreamProbe,
  type StreamProbeInput,
} from '@vialog/contracts';
import type { ServerAddress } from './cameras-request.ts';

/** The API of a running server, with the administrator token. */
export class ServerClient {
  readonly #url: string;
  readonly #token: string;

  constructor(url: string, token: string) {
    this.#url = url;
    this.#token = token;
  }

  /**
   * Imports a file; `onProgress` receives the number of checked rows.
   * @throws {Error} with the detail of the server's response
   */
  async importCameras(
    bytes: Uint8Array<ArrayBuffer>,
    query: Readonly<Record<string, string>>,
    onProgress: (checked: number, rows: number) => void,
  ): Promise<ImportReport> {
    const headers = { 'content-type': 'application/octet-stream', accept: 'application/x-ndjson' };
    const response = await this.#send('/v1/cameras/import', query, { method: 'POST', body: bytes, headers });
    for await (const line of createInterface({ input: bodyOf(response) })) {
      const message = JSON.parse(line) as {
        checked?: number;
        rows?: number;
        report?: unknown;
        problem?: Problem;
      };
      if (message.problem) throw new Error(textOf(message.problem));
      if (message.report !== undefined) return importReport.parse(message.report);
      onProgress(message.checked ?? 0, message.rows ?? 0);
    }
    throw new Error('the server closed the connection before it sent the report; run the import again');
  }

  /**
   * Imports a file of counts, or only checks it.
   * @throws {Error} with the detail of the server's response
   */
  async importCounts(
    bytes: Uint8Array<ArrayBuffer>,
    query: Readonly<Record<string, string>>,
  ): Promise<CountsImportReport> {
    const headers = { 'content-type': 'application/octet-stream' };
    const response = await this.#send('/v1/events/import', query, { method: 'POST', body: bytes, headers });
    return countsImportReport.parse(await response.json());
  }

  /** @throws {Error} with the detail of the server's response */
  async compareWithCounter(cameraId: string, input: object): Promise<CounterComparison> {
    const headers = { 'content-type': 'application/json' };
    const init = { method: 'POST', body: JSON.stringify(input), headers };
    const response = await this.#send(`/v1/cameras/${cameraId}/counter-comparisons`, {}, init);
    return counterComparison.parse(await response.json());
  }

  /** @throws {Error} with the detail of the server's response */
  async exportCameras(
    query: Readonly<Record<string, string>>,
  ): Promise<{ readonly body: Readable; readonly leftOut: number }> {
    const response = await this.#send('/v1/cameras/export', query, {});
    return { body: bodyOf(response), leftOut: Number(response.headers.get('x-left-out') ?? 0) };
  }

  /** @throws {Error} with the detail of the server's response */
  async removeDemoHistory(): Promise<DemoHistoryRemoval> {
    const response = await this.#send('/v1/demo/history', {}, { method: 'DELETE' });
    return demoHistoryRemoval.parse(await response.json());
  }

  /** @throws {Error} with the detail of the server's response */
  async reportFile(query: Readonly<Record<string, string>>): Promise<Readable> {
    return bodyOf(await this.#send('/v1/reports/file', query, {}));
  }

  /** @throws {Error} with the detail of the server's response */
  async reportRunFile(runId: string, format: string): Promise<Readable> {
    return bodyOf(await this.#send(`/v1/report-runs/${encodeURIComponent(runId)}/files/${format}`, {}, {}));
  }

  /**
   * Analytics whose words contain the text.
   * @throws {Error} with the detail of the server's response
   */
  async analytics(text: string): Promise<AnalyticsList> {
    return analyticsList.parse(await (await this.#send('/v1/analytics', { q: text }, {})).json());
  }

  /** @throws {Error} with the detail of the server's response */
  async runAnalytic(id: string, query: Readonly<Record<string, string>>): Promise<AnalyticResult> {
    const response = await this.#send(`/v1/analytics/${encodeURIComponent(id)}`, query, {});
    return analyticResult.parse(await response.json());
  }

  /** @throws {Error} with the detail of the server's response */
  async analyticFile(id: string, query: Readonly<Record<string, string>>): Promise<Readable> {
    return bodyOf(await this.#send(`/v1/analytics/${encodeURIComponent(id)}/file`, query, {}));
  }

  /** @throws {Error} with the detail of the server's response */
  async probeStream(input: StreamProbeInput): Promise<StreamProbe> {
    const headers = { 'content-type': 'application/json' };
    const init = { method: 'POST', body: JSON.stringify(input), headers };
    return streamProbe.parse(await (await this.#send('/v1/streams/probe', {}, init)).json());
  }

  /**
   * All versions of a camera, newest first.
   * @throws {Error} with the detail of the server's response
   */
  async versionsOf(cameraId: string): Promise<readonly CameraResponse[]> {
    const response = await this.#send(`/v1/cameras/${encodeURIComponent(cameraId)}/versions`, {}, {});
    return ((await response.json()) as { items: CameraResponse[] }).items;
  }

  /** @throws {Error} with the detail of the server's response */
  async bindModel(cameraId: string, model: ModelBinding): Promise<CameraResponse> {
    const headers = { 'content-type': 'application/json' };
    const init = { method: 'PUT', body: JSON.stringify(model), headers };
    const response = await this.#send(`/v1/cameras/${encodeURIComponent(cameraId)}/model`, {}, init);
    return (await response.json()) as CameraResponse;
  }

  /**
   * Takes a step of a model binding; `path`: `` to bind, `/unbind` or `/rollback`.
   * @throws {Error} with the detail of the server's response
   */
  async stepModel(path: '' | '/unbind' | '/rollback', input: object): Promise<ModelStepTaken> {
    const headers = { 'content-type': 'application/json' };
    const init = { method: 'POST', body: JSON.stringify(input), headers };
    return (await (await this.#send(`/v1/model-bindings${path}`, {}, init)).json()) as ModelStepTaken;
  }

  /**
   * Steps of model bindings, newest first.
   * @throws {Error} with the detail of the server's response
   */
  async modelSteps(scope: ModelScope | undefined, limit: number): Promise<readonly ModelStep[]> {
    const response = await this.#send('/v1/model-bindings/steps', { ...scope, limit: String(limit) }, {});
    return ((await response.json()) as { items: ModelStep[] }).items;
  }

  /**
   * Sends a request and returns the JSON of its response; undefined if it has no body.
   * @throws {Error} with the detail of the server's response
   */
  async request(
    route: `${'GET' | 'POST' | 'PATCH' | 'DELETE'} /v1/${string}`,
    { query = {}, json, file }: ClientRequest = {},
  ): Promise<unknown> {
    const [method = 'GET', path = ''] = route.split(' ');
    const type = file ? 'application/octet-stream' : 'application/json';
    const body = file ?? (json === undefined ? undefined : JSON.stringify(json));
    const init = body === undefined ? { method } : { method, body, headers: { 'content-type': type } };
    const response = await this.#send(path, query, init);
    return response.status === 204 ? undefined : await response.json();
  }

  async #send(path: string, query: Readonly<Record<string, string>>, init: RequestInit): Promise<Response> {
    const url = new URL(path, this.#url);
    url.search = new URLSearchParams(query).toString();
    const headers = { ...(init.headers as Record<string, string>), authorization: `Bearer ${this.#token}` };
    const response = await fetch(url, { ...init, headers, redirect: 'error' }).catch((cause: unknown) => {
      throw new Error(`no response from ${url.origin}; check --url and that the server is running`, {
        cause,
      });
    });
    if (response.ok) return response;
    const problem = (await response.json().catch(() => ({}))) as Problem;
    throw new Error(
      problem.detail === undefined ? `${url.origin} responded with ${response.status}` : textOf(problem),
    );
  }
}

export interface ClientRequest {
  readonly query?: Readonly<Record<string, string>>;
  readonly json?: object;
  /** Sent as the body. */
  readonly file?: Uint8Array<ArrayBuffer>;
}

interface Problem {
  readonly detail?: string;
  readonly details?: readonly { readonly path?: string; readonly message: string }[];
}

const textOf = ({ detail = '', details = [] }: Problem): string =>
  [detail, ...details.slice(0, 20).map(({ path, message }) => `  ${path ?? ''}: ${message}`)].join('\n');

const bodyOf = (response: Response): Readable =>
  Readable.fromWeb(response.body as Parameters<typeof Readable.fromWeb>[0]);

/**
 * Connects with the token of the file, or of the variable VIALOG_ADMIN_TOKEN. An argument would show in the process list.
 * @throws {Error} without a token
 */
export async function connectTo({ url, tokenFile }: ServerAddress): Promise<ServerClient> {
  const token =
    tokenFile === undefined ? process.env['VIALOG_ADMIN_TOKEN'] : await readFile(tokenFile, 'utf8');
  if (token === undefined || token.trim() === '')
    throw new Error('no token: set VIALOG_ADMIN_TOKEN or name a file with --token-file');
  return new ServerClient(url, token.trim());
}
