/** The broker does not know the user, or not with this password. */
export class AuthenticationFailed extends Error {
  constructor(servers: string, user: string | undefined, cause: unknown) {
    super(
      `the broker at ${servers} refuses ${user === undefined ? 'a client without user' : `the user "${user}"`}: ` +
        'check NATS_USER and NATS_PASSWORD against the broker’s configuration',
      { cause },
    );
    this.name = 'SignInRefused';
  }
}

/** The least version of nats-server whose streams have every setting asked for. */
export const minServerVersion = '2.10.0';

export class UnsupportedServerVersion extends Error {
  constructor(found: string) {
    super(`the broker is nats-server ${found}; Vialog needs ${minServerVersion} or newer`);
    this.name = 'ServerTooOld';
  }
}

/** Throws ServerTooOld. `version`: as the server says it, like 2.10.4 or 2.12.0-beta.1. */
export function checkServerVersion(version: string): void {
  const [least, found] = [minServerVersion, version].map((text) =>
    text.split('.').map((n) => parseInt(n, 10)),
  );
  const [lMajor = 0, lMinor = 0] = least ?? [];
  const [major = NaN, minor = NaN] = found ?? [];
  if (!(major > lMajor || (major === lMajor && minor >= lMinor))) throw new UnsupportedServerVersion(version);
}
