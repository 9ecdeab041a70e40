import type { Session, SessionStore, SignInLinkStore } from './session-store.port.ts';

/** Keeps sessions in memory. */
export class InMemorySessions implements SessionStore {
  readonly #sessions = new Map<string, Session>();

  async put(session: Session, now: number): Promise<void> {
    for (const [hash, { expiresAt }] of this.#sessions) if (expiresAt <= now) this.#sessions.delete(hash);
    this.#sessions.set(session.secretHash, session);
    return Promise.resolve();
  }

  async get(secretHash: string): Promise<Session | undefined> {
    return Promise.resolve(this.#sessions.get(secretHash));
  }

  async remove(secretHash: string): Promise<void> {
    this.#sessions.delete(secretHash);
    return Promise.resolve();
  }
}

/** Keeps sign-in links in memory. */
export class InMemorySignInLinks implements SignInLinkStore {
  readonly #links = new Map<string, number>();

  async put(link: { secretHash: string; expiresAt: number }, now: number): Promise<void> {
    for (const [hash, expiresAt] of this.#links) if (expiresAt <= now) this.#links.delete(hash);
    this.#links.set(link.secretHash, link.expiresAt);
    return Promise.resolve();
  }

  async take(secretHash: string): Promise<number | undefined> {
    const expiresAt = this.#links.get(secretHash);
    this.#links.delete(secretHash);
    return Promise.resolve(expiresAt);
  }
}
