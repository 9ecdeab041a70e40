/**
 * Prints where the Elasticsearch of the tests is, as JSON ({ url } or { home, javaHome }), for launchers of any
 * language. `--fetch` brings it first. Exit 1 and sentences on standard error when something is missing.
 */
import { fetchElasticsearch, findElasticsearch } from './src/elasticsearch.mjs';

const failure = process.argv.includes('--fetch') ? fetchElasticsearch() : undefined;
const found = findElasticsearch();
if (found.missing.length === 0) {
  console.log(JSON.stringify(found));
} else {
  console.error([...(failure ? [failure] : []), ...found.missing].join('; '));
  process.exitCode = 1;
}
