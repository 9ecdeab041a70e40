import { describe, expect, it } from '@jest/globals';
import { readEnvironment } from '@vialog/configuration';
import { join } from 'node:path';
import { services, type Service } from '../services.ts';
import { composeTarget } from './compose-target.ts';
import { everythingSet } from './everything-set.fixture.ts';
import { resolved } from './resolved.ts';

const root = join(import.meta.dirname, '../../../../');

type Schema = Parameters<typeof readEnvironment>[0];

/** The environment schema of an app. Apps are not libraries, so the module is loaded by path. */
async function schemaOf({ app }: Service): Promise<Schema> {
  const module = (await import(join(root, app, 'src/configuration.ts'))) as Record<string, unknown>;
  const schemas = Object.entries(module).filter(([name]) => name.endsWith('Environment'));
  expect(schemas).toHaveLength(1);
  return schemas[0]?.[1] as Schema;
}

/** Variables that keep their defaults in containers: folders of the image, files of the host. */
const leftOut = [
  'VIALOG_ANALYTICS_DIR',
  'VIALOG_BASE_MAP',
  'VIALOG_MODELS_DIR',
  'VIALOG_MEDIA_DIR',
  'ELASTICSEARCH_CA_FILE',
  'VIALOG_EVENTS_DIR',
];

function environmentOf(
  service: Service,
  variables: Readonly<Record<string, string>>,
): Record<string, string> {
  const set = Object.entries(service.environment(composeTarget(service)));
  return Object.fromEntries(
    set.flatMap(([name, value]) => (value === undefined ? [] : [[name, resolved(value, variables)]])),
  );
}

describe.each(services)('$name in compose', (service) => {
  it('a container gets exactly the variables of its schema, except those of the host', async () => {
    const known = Object.keys((await schemaOf(service)).shape);
    const passed = Object.keys(environmentOf(service, everythingSet));
    expect(passed.filter((name) => !known.includes(name))).toEqual([]);
    expect(known.filter((name) => !passed.includes(name) && !leftOut.includes(name))).toEqual([]);
  });

  it.each([
    ['with the required variables', {}],
    ['with the profile ha', { VIALOG_POSTGRES_PASSWORD: 'a-password' }],
  ])('the environment of a container is valid %s', async (_title, more) => {
    const source = environmentOf(service, { ...everythingSet, ...more });
    const readFile = (): never => {
      throw new Error('unexpected read of a file');
    };
    expect(readEnvironment(await schemaOf(service), { source, readFile })).toMatchObject({ ok: true });
  });
});
