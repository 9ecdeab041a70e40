import { closest, distance } from 'fastest-levenshtein';
import type { EnvironmentSource } from './read-environment.ts';

/**
 * All variables of Vialog: the services of the city profile share one `.env`, so an app also finds variables of other services
 * and of the tools. A test compares the list with docker-compose.yml and the READMEs.
 */
const known = new Set(
  [
    'HOST PORT LOG_LEVEL DATA_DIR EVENTS_DIR MODELS_DIR MEDIA_DIR DEMO BASE_MAP ANALYTICS_DIR ALLOW_CIDRS ADMIN_TOKEN ADMIN_TOKEN_FILE HOSTS',
    'BEHIND_TLS TRUSTED_PROXIES RATE_LIMIT DETECTORS DETECTOR_PROVIDER REGION EVENTS_MAX_BYTES POSTGRES_PASSWORD ELASTICSEARCH_JAVA_OPTS ELASTICSEARCH_LINGER_MS',
    'NATS_API_PASSWORD NATS_INGEST_PASSWORD NATS_DETECTOR_PASSWORD NATS_INDEXER_PASSWORD NATS_EDGE_PASSWORD',
    'SECRET_KEY_FILE PUBLIC_KEY_FILE STILLS HOST_RATES CACHE_DIR WRITE_OPENAPI API',
  ]
    .join(' ')
    .split(' ')
    .map((name) => `VIALOG_${name}`),
);

export const isKnownVariable = (name: string): boolean => known.has(name);

/**
 * Returns a warning for each `VIALOG_…` variable that no program of Vialog reads: probably one of `own` is misspelt. Unlike an
 * invalid value it does not prevent the start, because a shared environment may contain variables of a newer version or of
 * other tools.
 */
export function unknownVariables(own: readonly string[], source: EnvironmentSource): string[] {
  return Object.keys(source)
    .filter((name) => name.startsWith('VIALOG_') && !own.includes(name) && !known.has(name))
    .sort()
    .map((name) => {
      const similar = mostSimilar(name, own);
      return `${name} is not a variable of Vialog and is ignored; ${similar ? `did you mean ${similar}?` : 'the README lists all variables'}`;
    });
}

/** Maximum edit distance between a misspelt variable and the suggested one. */
const maxEdits = 2;

function mostSimilar(name: string, own: readonly string[]): string | undefined {
  const candidate = closest(name, own);
  return own.length > 0 && distance(name, candidate) <= maxEdits ? candidate : undefined;
}
