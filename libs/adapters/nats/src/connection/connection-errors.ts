/** The broker rejected the user or the password. */
export class AuthenticationFailed extends Error {
  constructor(servers: string, user: string | undefined, cause: unknown) {
    super(
      `The broker at ${servers} rejects ${user === undefined ? 'a client without a user' : `the user "${user}"`}: ` +
        'check NATS_USER and NATS_PASSWORD against the configuration of the broker.',
      { cause },
    );
    this.name = 'AuthenticationFailed';
  }
}

/** Minimum version of nats-server that supports all required settings of streams. */
export const minServerVersion = '2.10.0';

export class UnsupportedServerVersion extends Error {
  constructor(found: string) {
    super(`Unsupported broker: nats-server ${found}. Vialog needs ${minServerVersion} or newer.`);
    this.name = 'UnsupportedServerVersion';
  }
}

/**
 * `version`: as reported by the server, for example 2.10.4 or 2.12.0-beta.1.
 *
 * @throws {UnsupportedServerVersion} when the version is older than the minimum.
 */
export function checkServerVersion(version: string): void {
  const [minimum, found] = [minServerVersion, version].map((text) =>
    text.split('.').map((n) => parseInt(n, 10)),
  );
  const [minMajor = 0, minMinor = 0] = minimum ?? [];
  const [major = NaN, minor = NaN] = found ?? [];
  if (!(major > minMajor || (major === minMajor && minor >= minMinor)))
    throw new UnsupportedServerVersion(version);
}
