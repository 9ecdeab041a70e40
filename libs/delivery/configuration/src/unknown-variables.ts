import { closest, distance } from 'fastest-levenshtein';
import type { EnvironmentSource } from './read-environment.ts';

/**
 * Variables of ours an app may find though its own schema has none: the services of a city share one `.env`, and the
 * tools have theirs. A test holds the list against docker-compose.yml and the READMEs.
 */
const ofAll = new Set(
  [
    'HOST PORT LOG_LEVEL DATA_DIR EVENTS_DIR MODELS_DIR MEDIA_DIR DEMO ALLOW_CIDRS ADMIN_TOKEN ADMIN_TOKEN_FILE HOSTS',
    'BEHIND_TLS TRUSTED_PROXIES RATE_LIMIT DETECTORS REGION EVENTS_MAX_BYTES POSTGRES_PASSWORD ELASTICSEARCH_JAVA_OPTS ELASTICSEARCH_LINGER_MS',
    'NATS_API_PASSWORD NATS_INGEST_PASSWORD NATS_DETECTOR_PASSWORD NATS_INDEXER_PASSWORD NATS_EDGE_PASSWORD',
    'CACHE_DIR WRITE_OPENAPI API',
  ]
    .join(' ')
    .split(' ')
    .map((name) => `VIALOG_${name}`),
);

export const isKnownVariable = (name: string): boolean => ofAll.has(name);

/**
 * A sentence for each `VIALOG_…` that no program of ours reads: most likely one of `own` misspelt. It is a warning and
 * refuses nothing, unlike a bad value: a shared environment may hold the variable of a newer version or of a tool
 * beside us, and that must not keep a service from starting.
 */
export function unknownVariables(own: readonly string[], source: EnvironmentSource): string[] {
  return Object.keys(source)
    .filter((name) => name.startsWith('VIALOG_') && !own.includes(name) && !ofAll.has(name))
    .sort()
    .map((name) => {
      const meant = nearest(name, own);
      return `${name} is no variable of Vialog and changes nothing; ${meant ? `did you mean ${meant}?` : 'the README lists those there are'}`;
    });
}

/** Edits between a misspelt variable and the one that was probably meant. */
const maxEdits = 2;

function nearest(name: string, own: readonly string[]): string | undefined {
  const candidate = closest(name, own);
  return own.length > 0 && distance(name, candidate) <= maxEdits ? candidate : undefined;
}
