import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { elasticsearchVersion, findElasticsearch } from './elasticsearch.mjs';

const folder = mkdtempSync(join(tmpdir(), 'vialog-provision-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function jdk(version) {
  const home = join(folder, `jdk-${version}`);
  mkdirSync(join(home, 'bin'), { recursive: true });
  writeFileSync(join(home, 'bin', 'jar'), '');
  writeFileSync(join(home, 'release'), `IMPLEMENTOR="x"\nJAVA_VERSION="${version}"\n`);
  return home;
}

describe('findElasticsearch', () => {
  it('findElasticsearch uses the server of ELASTICSEARCH_URL and needs nothing else', () => {
    const env = { ELASTICSEARCH_URL: 'http://127.0.0.1:9200', VIALOG_CACHE_DIR: join(folder, 'none') };
    expect(findElasticsearch(env)).toEqual({ url: 'http://127.0.0.1:9200', missing: [] });
  });

  it('findElasticsearch names the missing server and how to download it', () => {
    const env = { ES_JAVA_HOME: jdk('21.0.4'), VIALOG_CACHE_DIR: join(folder, 'none') };
    expect(findElasticsearch(env)).toEqual({
      javaHome: env.ES_JAVA_HOME,
      missing: [expect.stringMatching(/^Elasticsearch 9\.\d+\.\d+ \(node tools\/provision\/main\.mjs/)],
    });
  });

  it('findElasticsearch prefers ES_JAVA_HOME and skips a JDK that is too old', () => {
    const old = findElasticsearch({
      ES_JAVA_HOME: jdk('17.0.19'),
      JAVA_HOME: jdk('24'),
      VIALOG_CACHE_DIR: folder,
    });
    expect(old.javaHome).toBe(join(folder, 'jdk-24'));
  });

  it('findElasticsearch finds the downloaded server', () => {
    const home = join(folder, `elasticsearch-${elasticsearchVersion}`);
    mkdirSync(join(home, 'bin'), { recursive: true });
    writeFileSync(join(home, 'bin', 'elasticsearch'), '');
    expect(findElasticsearch({ ES_JAVA_HOME: jdk('25.0.1'), VIALOG_CACHE_DIR: folder })).toEqual({
      home,
      javaHome: join(folder, 'jdk-25.0.1'),
      missing: [],
    });
  });
});
