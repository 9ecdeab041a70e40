import type { Client, estypes } from '@elastic/elasticsearch';
import { mappingRevision, type EsField } from './event-mapping.ts';
import { indexTemplates, type IndexShape, type IndexTemplate } from './index-templates.ts';
import type { IndexNames } from './index-names.ts';

/**
 * Creates or updates the index templates and checks the mappings of existing indices. Adds new fields to them, but
 * rewrites no records (see upgrade-records.ts).
 * @throws {Error} naming index and field when an index maps a field to another type, because it would reject records
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
  // Leases are read from the start, so this index must exist before the first read.
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
    const existing = (mappings.properties ?? {}) as Properties;
    const conflict = conflictOf(properties, existing);
    if (conflict !== undefined)
      throw new Error(
        `index ${index} has an incompatible mapping: ${conflict}. Delete it, or reindex it into an index of the template`,
      );
    if (!sameFields(properties, existing)) await addFields(client, index, properties, revisionOf(mappings));
  }
}

const revisionOf = (mappings: { _meta?: Record<string, unknown> }): number =>
  Number(mappings._meta?.['revision'] ?? 0);

/** Keeps the revision, because the records are not rewritten. */
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

/** The first field with another type, as text. */
function conflictOf(wanted: Properties, existing: Properties, path = ''): string | undefined {
  for (const [name, field] of Object.entries(wanted)) {
    const other = existing[name];
    if (!other || !field) continue;
    const [expected, found] = [typeOf(field), typeOf(other)];
    if (expected !== found) return `expected field ${path}${name} of type ${expected}, found ${found}`;
    const inner = 'properties' in field && 'properties' in other;
    const conflict = inner ? conflictOf(field.properties, other.properties, `${path}${name}.`) : undefined;
    if (conflict !== undefined) return conflict;
  }
  return undefined;
}

const typeOf = (field: EsField): string => ('type' in field ? field.type : 'object');

function sameFields(wanted: Properties, existing: Properties): boolean {
  return Object.entries(wanted).every(([name, field]) => {
    const other = existing[name];
    if (!other) return false;
    return (
      !field ||
      !('properties' in field) ||
      ('properties' in other && sameFields(field.properties, other.properties))
    );
  });
}
