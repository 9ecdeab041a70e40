/**
 * Prints the location of the Elasticsearch for tests as JSON ({ url } or { home, javaHome }). `--fetch` downloads it first.
 * When something is missing, prints what to do on standard error and exits with 1.
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
