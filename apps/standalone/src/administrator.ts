import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AdministratorToken, FailedSignIns, makeAdministratorToken, type Access } from '@vialog/access';
import type { OpenRegistry } from '@vialog/registry-sql';
import { systemClock } from '@vialog/service-kit';
import type { Configuration } from './configuration.ts';

const tokenFile = 'administrator.token';

/** Who may come in: the token that was given, or one made at the first start and kept in the data folder. */
export async function openAccess(configuration: Configuration, registry: OpenRegistry): Promise<Access> {
  const token = configuration.VIALOG_ADMIN_TOKEN ?? (await keptToken(configuration.VIALOG_DATA_DIR));
  return {
    token: new AdministratorToken(token),
    sessions: registry.sessions,
    links: registry.links,
    failures: new FailedSignIns(systemClock),
    clock: systemClock,
    random: randomBytes,
  };
}

async function keptToken(dataDir: string): Promise<string> {
  const path = join(dataDir, tokenFile);
  const kept = await readFile(path, 'utf8').catch(() => undefined);
  if (kept !== undefined) return kept.trim();
  const made = makeAdministratorToken(randomBytes);
  await writeFile(path, `${made}\n`, { mode: 0o600 });
  return made;
}
