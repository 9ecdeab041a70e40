import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { moveRegistry } from '@vialog/compose-registry/move';
import { UsageError, type Command } from '../command.ts';

export const registryCommand: Command = {
  summary: 'moves the registry from SQLite to PostgreSQL',
  usage: `usage: vialog registry move --data DIR [--to URL]
  copies cameras with all versions, and sites, from DIR/registry.db to an empty PostgreSQL database;
  stop the API first. Sessions are not copied: users sign in again. The file stays unchanged as a backup.
  --data      data folder of the API or of the standalone server
  --to        postgresql://user:password@host:5432/database; default: the variable DATABASE_URL`,
  run: async (args) => {
    const { sqlitePath, url } = requestOf(args);
    const { cameras, sites } = await moveRegistry({ sqlitePath, url });
    process.stdout.write(`Moved ${cameras} cameras and ${sites} sites from ${sqlitePath} to PostgreSQL.\n`);
    return 0;
  },
};

function requestOf(args: readonly string[]): { readonly sqlitePath: string; readonly url: string } {
  const [action, ...rest] = args;
  if (action !== 'move') throw new UsageError(`expected "move", found "${action ?? ''}"`);
  const { data, to = process.env['DATABASE_URL'] } = optionsOf(rest);
  if (data === undefined) throw new UsageError('--data is missing: the data folder that holds registry.db');
  if (to === undefined) throw new UsageError('--to is missing and DATABASE_URL is not set');
  if (!/^postgres(ql)?:\/\//.test(to))
    throw new UsageError('--to: expected a URL that starts with postgresql://');
  return { sqlitePath: join(data, 'registry.db'), url: to };
}

function optionsOf(args: readonly string[]): { data?: string | undefined; to?: string | undefined } {
  try {
    const options = { data: { type: 'string' }, to: { type: 'string' } } as const;
    return parseArgs({ args: [...args], options }).values;
  } catch (error) {
    throw new UsageError(Error.isError(error) ? error.message : String(error));
  }
}
