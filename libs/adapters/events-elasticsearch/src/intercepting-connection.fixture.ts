import {
  UndiciConnection,
  type ConnectionRequestOptions,
  type ConnectionRequestParams,
} from '@elastic/transport';
import type { ClientOptions } from './connection.ts';

type RequestOptions = ConnectionRequestOptions & { asStream: true };

/** Client options that call `before` ahead of every request; the request is sent when its promise resolves. */
export function intercepted(
  before: (method: string, path: string) => Promise<void> | undefined,
): ClientOptions {
  class InterceptingConnection extends UndiciConnection {
    override async request(params: ConnectionRequestParams, options: RequestOptions): Promise<never> {
      await before(params.method, params.path);
      return (await super.request(params, options)) as never;
    }
  }
  return { Connection: InterceptingConnection };
}
