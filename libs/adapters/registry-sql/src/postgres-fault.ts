/** What to do about error codes of PostgreSQL and Node. */
const advice: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'connection refused: start PostgreSQL or correct host and port',
  ENOTFOUND: 'unknown host name',
  ETIMEDOUT: 'no response',
  '28P01': 'wrong user or password',
  '28000': 'authentication failed for this user',
  '3D000': 'the database does not exist; create it first (createdb)',
  '42501': 'the user may not create tables there',
  '53300': 'no connection slots left: raise max_connections or close other clients',
};

/** Why the registry's database cannot be used; never contains the password of the URL. */
export function postgresError(url: string, error: unknown): Error {
  const { code, message } = error as { code?: string; message?: string };
  const why = (code === undefined ? undefined : advice[code]) ?? message ?? 'no reason given';
  return new Error(`The registry's database ${placeOf(url)} cannot be used: ${why}.`, { cause: error });
}

function placeOf(url: string): string {
  if (!URL.canParse(url))
    return '(DATABASE_URL is not a URL; expected postgresql://user:password@host:5432/database)';
  const { host, pathname } = new URL(url);
  return `${host}${pathname}`;
}
