import type { Clock } from '@vialog/contracts';
import type { AdministratorToken } from './administrator-token.ts';
import type { FailedSignIns } from './failed-sign-ins.ts';
import type { RandomBytes } from './secrets.ts';
import type { SessionStore, SignInLinkStore } from './session-store.port.ts';

/** Everything the use cases of access need; composed once by the app. */
export interface Access {
  readonly token: AdministratorToken;
  readonly sessions: SessionStore;
  readonly links: SignInLinkStore;
  readonly failures: FailedSignIns;
  readonly clock: Clock;
  readonly random: RandomBytes;
}

const minute = 60_000;
/** How long a sign-in link can be used, once. */
export const linkLifeMs = 10 * minute;
/** How long a session lives after it was last used, and at most. */
export const sessionIdleMs = 12 * 60 * minute;
export const sessionLifeMs = 7 * 24 * 60 * minute;
