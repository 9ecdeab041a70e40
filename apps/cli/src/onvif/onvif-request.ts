import { parseArgs } from 'node:util';
import { UsageError } from '../command.ts';

export type OnvifRequest =
  | { readonly kind: 'discover'; readonly interface: string | undefined; readonly asJson: boolean }
  | {
      readonly kind: 'show';
      readonly host: string;
      readonly username: string | undefined;
      readonly readsPassword: boolean;
      readonly asJson: boolean;
    };

const text = { type: 'string' } as const;
const flag = { type: 'boolean' } as const;

/** @throws {UsageError} for invalid arguments */
export function readOnvifRequest(args: readonly string[]): OnvifRequest {
  const [verb, ...rest] = args;
  if (verb === 'discover') {
    const { values } = parsed(() => parseArgs({ args: [...rest], options: { interface: text, json: flag } }));
    return { kind: 'discover', interface: values.interface, asJson: values.json ?? false };
  }
  if (verb === 'show') return showRequest(rest);
  throw new UsageError(`expected "discover" or "show", found "${verb ?? ''}"`);
}

function showRequest(args: readonly string[]): OnvifRequest {
  const options = { username: text, 'password-stdin': flag, json: flag };
  const { values, positionals } = parsed(() =>
    parseArgs({ args: [...args], options, allowPositionals: true }),
  );
  const [host] = positionals;
  if (host === undefined || positionals.length > 1)
    throw new UsageError('expected one host, like 192.0.2.5 or 192.0.2.5:8080');
  const readsPassword = values['password-stdin'] ?? false;
  if (readsPassword && values.username === undefined)
    throw new UsageError('--username is missing: --password-stdin reads the password of a user');
  return { kind: 'show', host, username: values.username, readsPassword, asJson: values.json ?? false };
}

function parsed<T>(parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    throw new UsageError(Error.isError(error) ? error.message : String(error));
  }
}
