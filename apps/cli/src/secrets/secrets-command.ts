import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { rotateSecretKeys, type RotateSecretKeysOptions } from '@vialog/compose-registry/rotate';
import { UsageError, type Command } from '../command.ts';

export const secretsCommand: Command = {
  summary: 'replaces the key that encrypts the credentials of cameras',
  usage: `usage: vialog secrets rotate --data DIR [--to URL] [--key-file FILE] [--public-key-file FILE] [--prepare]
  adds a new key to the key file, encrypts the credentials of all versions of all cameras with it, and
  removes the old keys. Servers may run. After an interruption, run it again: it continues.
  --data             data folder of the API or of the standalone server
  --to               PostgreSQL registry; default: the variable DATABASE_URL, else DIR/registry.db
  --key-file         default: the variable VIALOG_SECRET_KEY_FILE, else DIR/secret-keys.json
  --public-key-file  public key of the API (city profile); default: the variable VIALOG_PUBLIC_KEY_FILE
  --prepare          only adds the new key: copy the key file to every ingest and edge, then rotate`,
  run: async (args) => {
    const options = requestOf(args);
    const { keyId, versions, isContinued } = await rotateSecretKeys(options);
    const done = options.prepareOnly
      ? `The key ${keyId} was added to ${options.keyFile}. Copy the file to every ingest and edge, then run "vialog secrets rotate".`
      : `${isContinued ? 'Continued the rotation. ' : ''}${versions} camera versions are encrypted with the key ${keyId}. ` +
        `Back up ${options.keyFile}: backups of the registry from before the rotation need the old key file.`;
    process.stdout.write(`${done}\n`);
    return 0;
  },
};

function requestOf(args: readonly string[]): RotateSecretKeysOptions {
  const [action, ...rest] = args;
  if (action !== 'rotate') throw new UsageError(`expected "rotate", found "${action ?? ''}"`);
  const given = optionsOf(rest);
  return {
    registry: registryOf(given),
    keyFile: keyFileOf(given),
    publicKeyFile: given['public-key-file'] ?? process.env['VIALOG_PUBLIC_KEY_FILE'],
    prepareOnly: given.prepare ?? false,
    createdAt: new Date().toISOString(),
  };
}

function registryOf({ data, to }: Given): RotateSecretKeysOptions['registry'] {
  const url = to ?? process.env['DATABASE_URL'];
  if (url !== undefined && !/^postgres(ql)?:\/\//.test(url))
    throw new UsageError('--to: expected a URL that starts with postgresql://');
  if (url !== undefined) return { url };
  if (data !== undefined) return { sqlitePath: join(data, 'registry.db') };
  throw new UsageError('--data is missing: the data folder that holds registry.db');
}

function keyFileOf(given: Given): string {
  const chosen = given['key-file'] ?? process.env['VIALOG_SECRET_KEY_FILE'];
  if (chosen !== undefined) return chosen;
  if (given.data !== undefined) return join(given.data, 'secret-keys.json');
  throw new UsageError('--key-file is missing');
}

interface Given {
  readonly data?: string | undefined;
  readonly to?: string | undefined;
  readonly 'key-file'?: string | undefined;
  readonly 'public-key-file'?: string | undefined;
  readonly prepare?: boolean | undefined;
}

function optionsOf(args: readonly string[]): Given {
  const text = { type: 'string' } as const;
  const options = {
    data: text,
    to: text,
    'key-file': text,
    'public-key-file': text,
    prepare: { type: 'boolean' },
  } as const;
  try {
    return parseArgs({ args: [...args], options }).values;
  } catch (error) {
    throw new UsageError(Error.isError(error) ? error.message : String(error));
  }
}
