import type { Clock, RandomBytes } from '@vialog/contracts';
import type { AdministratorToken } from './administrator-token.ts';
import type { FailedSignIns } from './failed-sign-ins.ts';
import type { KioskLinkStore } from './kiosk-link-store.port.ts';
import type { SessionStore, SignInLinkStore } from './session-store.port.ts';

/** The parts that the use cases of access control need. */
export interface Access {
  readonly token: AdministratorToken;
  readonly sessions: SessionStore;
  readonly links: SignInLinkStore;
  readonly kioskLinks: KioskLinkStore;
  readonly failures: FailedSignIns;
  readonly clock: Clock;
  readonly random: RandomBytes;
}

const minute = 60_000;
/** Validity of a sign-in link, ms. */
export const linkLifeMs = 10 * minute;
/** Validity of a session after its last use, and its maximum, ms. */
export const sessionIdleMs = 12 * 60 * minute;
export const sessionLifeMs = 7 * 24 * 60 * minute;
