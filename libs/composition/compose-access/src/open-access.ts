import { randomBytes } from 'node:crypto';
import { AdministratorToken, FailedSignIns, type Access } from '@vialog/access';
import { systemClock } from '@vialog/service-runtime';
import { administratorTokenIn } from './administrator-token-file.ts';

export interface AccessOptions {
  /** Administrator token; undefined: it is created at the first start and stored in the data folder. */
  readonly token: string | undefined;
  readonly dataDir: string;
  /** The stores of sessions, sign-in links and kiosk links. */
  readonly kept: Pick<Access, 'sessions' | 'links' | 'kioskLinks'>;
}

/**
 * Opens access control: requests carry the administrator token, or a session that was started with it.
 *
 * @throws {Error} when the token file cannot be read or written, or the token is too short
 */
export async function openAccess({ token, dataDir, kept }: AccessOptions): Promise<Access> {
  return {
    token: new AdministratorToken(token ?? (await administratorTokenIn(dataDir))),
    sessions: kept.sessions,
    links: kept.links,
    kioskLinks: kept.kioskLinks,
    failures: new FailedSignIns(systemClock),
    clock: systemClock,
    random: randomBytes,
  };
}
