/**
 * Prints where the PostgreSQL of the tests is, as JSON ({ url } or { bin }), for launchers of any language.
 * Exit 1 and sentences on standard error when something is missing.
 */
import { findPostgres } from './src/postgresql.mjs';

const found = findPostgres();
if (found.missing.length === 0) {
  console.log(JSON.stringify(found));
} else {
  console.error(found.missing.join('; '));
  process.exitCode = 1;
}
