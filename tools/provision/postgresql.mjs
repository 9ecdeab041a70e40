/**
 * Prints the location of the PostgreSQL for tests as JSON ({ url } or { bin }). When something is missing, prints what to do
 * on standard error and exits with 1.
 */
import { findPostgres } from './src/postgresql.mjs';

const found = findPostgres();
if (found.missing.length === 0) {
  console.log(JSON.stringify(found));
} else {
  console.error(found.missing.join('; '));
  process.exitCode = 1;
}
