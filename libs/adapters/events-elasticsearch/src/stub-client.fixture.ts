import {
  BaseConnection,
  type ConnectionRequestParams,
  type ConnectionRequestResponse,
} from '@elastic/transport';
import { openClient } from './connection.ts';

/** What the client sent. */
export interface SentRequest {
  readonly method: string;
  readonly path: string;
  readonly query: string;
  /** As sent. */
  readonly body: string;
}

export interface StubResponse {
  readonly status?: number;
  /** An object is sent as JSON, a string as it is. */
  readonly body: unknown;
}

/** A real client on a stub connection: responses and errors come from the test. */
export function stubClient(reply: (sent: SentRequest) => StubResponse | Promise<StubResponse>) {
  const sent: SentRequest[] = [];
  class StubConnection extends BaseConnection {
    override async request(params: ConnectionRequestParams): Promise<never> {
      const request: SentRequest = {
        method: params.method,
        path: params.path,
        query: params.querystring ?? '',
        body: typeof params.body === 'string' ? params.body : '',
      };
      sent.push(request);
      const { status = 200, body } = await reply(request);
      // The error of a proxy is HTML, not JSON.
      const page = typeof body === 'string' && !body.startsWith('{');
      const response: ConnectionRequestResponse = {
        statusCode: status,
        headers: {
          'content-type': page ? 'text/html' : 'application/vnd.elasticsearch+json;compatible-with=9',
          'x-elastic-product': 'Elasticsearch',
        },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      };
      return response as never;
    }
  }
  const client = openClient({ nodes: ['http://127.0.0.1:9'] }, { Connection: StubConnection });
  return { client, sent };
}

/** The result of one item of a bulk request. */
export const item = (status: number, more: object = {}): object => ({ index: { status, ...more } });
