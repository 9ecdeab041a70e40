import { stillGrantMs, type Clock } from '@vialog/contracts';
import type { Principal } from './principal.ts';

/** Permission of a user to see pictures of one camera until `expiresAt`, epoch ms. */
export interface StillGrantRecord {
  readonly holder: string;
  /** Camera id, or the temporary id of a stream that is not registered. */
  readonly cameraId: string;
  readonly reason: string;
  readonly expiresAt: number;
}

/** Grants of the users of this process to see pictures. They are in memory only: a restart ends them. */
export class StillGrants {
  readonly #clock: Pick<Clock, 'now'>;
  readonly #grants = new Map<string, StillGrantRecord>();

  constructor(clock: Pick<Clock, 'now'>) {
    this.#clock = clock;
  }

  /** Opens a grant for 10 minutes from now; replaces an earlier one of this user for this camera. */
  open(principal: Principal, cameraId: string, reason: string): StillGrantRecord {
    const now = this.#clock.now();
    for (const [key, { expiresAt }] of this.#grants) if (expiresAt <= now) this.#grants.delete(key);
    const grant = { holder: principal.name, cameraId, reason, expiresAt: now + stillGrantMs };
    this.#grants.set(keyOf(principal, cameraId), grant);
    return grant;
  }

  /** The grant of this user for this camera; undefined if there is none or it has expired. */
  find(principal: Principal, cameraId: string): StillGrantRecord | undefined {
    const grant = this.#grants.get(keyOf(principal, cameraId));
    return grant && grant.expiresAt > this.#clock.now() ? grant : undefined;
  }
}

const keyOf = ({ name }: Principal, cameraId: string): string => JSON.stringify([name, cameraId]);
