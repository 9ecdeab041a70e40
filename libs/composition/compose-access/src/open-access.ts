import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AdministratorToken, FailedSignIns, makeAdministratorToken, type Access } from '@vialog/access';
import { systemClock } from '@vialog/service-runtime';

const tokenFile = 'administrator.token';

export interface AccessOptions {
  /** Administrator token; undefined: one is created at the first start and kept in the data folder. */
  readonly token: string | undefined;
  readonly dataDir: string;
  /** The stores of sessions and sign-in links. */
  readonly kept: Pick<Access, 'sessions' | 'links'>;
}

/** Opens access control: requests carry the administrator token, or a session that was started with it. */
export async function openAccess({ token, dataDir, kept }: AccessOptions): Promise<Access> {
  return {
    token: new AdministratorToken(token ?? (await keptToken(dataDir))),
    sessions: kept.sessions,
    links: kept.links,
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
