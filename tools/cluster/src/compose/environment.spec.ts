import { describe, expect, it } from '@jest/globals';
import { readEnvironment } from '@vialog/configuration';
import { join } from 'node:path';
import { services, type Service } from '../services.ts';
import { composePlace } from './compose-place.ts';
import { everythingSet } from './everything-set.fixture.ts';
import { resolved } from './resolved.ts';

const root = join(import.meta.dirname, '../../../../');

type Schema = Parameters<typeof readEnvironment>[0];

/** The one schema an app reads its environment with. Apps are no libraries: it is loaded, not imported. */
async function schemaOf({ app }: Service): Promise<Schema> {
  const module = (await import(join(root, app, 'src/configuration.ts'))) as Record<string, unknown>;
  const schemas = Object.entries(module).filter(([name]) => name.endsWith('Environment'));
  expect(schemas).toHaveLength(1);
  return schemas[0]?.[1] as Schema;
}

/** Left to their defaults in containers: what is inside the image, and files of the host. */
const leftOut = ['VIALOG_MODELS_DIR', 'VIALOG_MEDIA_DIR', 'ELASTICSEARCH_CA_FILE', 'VIALOG_EVENTS_DIR'];

function environmentOf(
  service: Service,
  variables: Readonly<Record<string, string>>,
): Record<string, string> {
  const set = Object.entries(service.environment(composePlace(service)));
  return Object.fromEntries(
    set.flatMap(([name, value]) => (value === undefined ? [] : [[name, resolved(value, variables)]])),
  );
}

describe.each(services)('$name in compose', (service) => {
  it('is told every variable its schema knows, but those of the host, and no other', async () => {
    const known = Object.keys((await schemaOf(service)).shape);
    const told = Object.keys(environmentOf(service, everythingSet));
    expect(told.filter((name) => !known.includes(name))).toEqual([]);
    expect(known.filter((name) => !told.includes(name) && !leftOut.includes(name))).toEqual([]);
  });

  it.each([
    ['with what has to be set', {}],
    ['with the profile ha', { VIALOG_POSTGRES_PASSWORD: 'a-password' }],
  ])('fits its schema %s', async (_title, more) => {
    const source = environmentOf(service, { ...everythingSet, ...more });
    const readFile = (): never => {
      throw new Error('no file is read');
    };
    expect(readEnvironment(await schemaOf(service), { source, readFile })).toMatchObject({ ok: true });
  });
});
