import type { Client, estypes } from '@elastic/elasticsearch';
import { mappingRevision, type EsField } from './event-mapping.ts';
import { indexTemplates, type IndexShape, type IndexTemplate } from './index-templates.ts';
import type { IndexNames } from './index-names.ts';

/**
 * Brings templates up and compares what indices there are with what the records need. Fields that are new since an
 * index was made are added to it; nothing is written into records here (see upgrade-records.ts).
 * @throws Error naming index and field where an index maps a field differently: records would be refused there
 */
export async function prepareIndices(
  client: Client,
  names: IndexNames,
  shape: IndexShape = {},
): Promise<void> {
  for (const template of indexTemplates(names, shape)) {
    await client.indices.putIndexTemplate(
      {
        name: template.name,
        index_patterns: [...template.index_patterns],
        priority: template.priority,
        template: template.template,
      },
      { requestTimeout: 30_000 },
    );
    await checkIndices(client, template);
  }
  // Leases are looked for from the first second on: this one index is there before anything is asked of it.
  if (!(await client.indices.exists({ index: names.state })))
    await client.indices.create({ index: names.state, wait_for_active_shards: 1 }, { ignore: [400] });
}

type Properties = Readonly<Record<string, EsField | undefined>>;

async function checkIndices(client: Client, template: IndexTemplate): Promise<void> {
  const { properties } = template.template.mappings;
  const found = await client.indices.getMapping(
    { index: [...template.index_patterns], allow_no_indices: true, ignore_unavailable: true },
    { requestTimeout: 30_000 },
  );
  for (const [index, { mappings }] of Object.entries(found)) {
    const there = (mappings.properties ?? {}) as Properties;
    const conflict = conflictOf(properties, there);
    if (conflict !== undefined)
      throw new Error(
        `index ${index}: ${conflict}; Vialog did not make it so. Delete it, or reindex it into one that the template makes`,
      );
    if (!sameFields(properties, there)) await addFields(client, index, properties, revisionOf(mappings));
  }
}

const revisionOf = (mappings: { _meta?: Record<string, unknown> }): number =>
  Number(mappings._meta?.['revision'] ?? 0);

/** The revision stays what it was: the records are still written as they were. */
async function addFields(
  client: Client,
  index: string,
  properties: Properties,
  revision: number,
): Promise<void> {
  await client.indices.putMapping({
    index,
    properties: properties as Record<string, estypes.MappingProperty>,
    _meta: { revision: Math.min(revision, mappingRevision) },
  });
}

/** First field that is there with another type, as a sentence. */
function conflictOf(wanted: Properties, there: Properties, path = ''): string | undefined {
  for (const [name, field] of Object.entries(wanted)) {
    const other = there[name];
    if (!other || !field) continue;
    const [expected, found] = [typeOf(field), typeOf(other)];
    if (expected !== found) return `field ${path}${name} expected to be ${expected}, found ${found}`;
    const inner = 'properties' in field && 'properties' in other;
    const conflict = inner ? conflictOf(field.properties, other.properties, `${path}${name}.`) : undefined;
    if (conflict !== undefined) return conflict;
  }
  return undefined;
}

const typeOf = (field: EsField): string => ('type' in field ? field.type : 'object');

function sameFields(wanted: Properties, there: Properties): boolean {
  return Object.entries(wanted).every(([name, field]) => {
    const other = there[name];
    if (!other) return false;
    return (
      !field ||
      !('properties' in field) ||
      ('properties' in other && sameFields(field.properties, other.properties))
    );
  });
}
