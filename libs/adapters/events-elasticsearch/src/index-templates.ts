import {
  binMapping,
  eventMapping,
  packMapping,
  spanMapping,
  stateMapping,
  type Mapping,
} from './event-mapping.ts';
import type { IndexNames } from './index-names.ts';

export interface IndexShape {
  /** Primary shards of a day; one shard holds about 200 million records. Default 1. */
  readonly shards?: number;
  /** `index.auto_expand_replicas`. Default `0-1`: no replica on a single node, else one. */
  readonly replicas?: string;
}

export interface IndexTemplate {
  readonly name: string;
  readonly index_patterns: readonly string[];
  readonly priority: number;
  readonly template: {
    readonly settings: Readonly<Record<string, unknown>>;
    readonly mappings: Mapping;
    readonly aliases: Readonly<Record<string, object>>;
  };
}

/**
 * Sorted newest first, like search results; the default codec, because a day is read often; the translog fsynced before
 * a write is acknowledged (the default of Elasticsearch, set here because acknowledged records must be durable).
 */
const eventSettings = {
  // A slot must be searchable within 5 s of its end, and closing it takes 2 s.
  'index.refresh_interval': '1s',
  'index.codec': 'default',
  'index.sort.field': ['slotStartAt', 'eventId'],
  'index.sort.order': ['desc', 'asc'],
  'index.translog.durability': 'request',
  // A deleted slot can be stored again at once.
  'index.gc_deletes': '0s',
};

/** Bins of a site and of a zone are adjacent, so that a trend reads few blocks. */
const binOrder = {
  'index.sort.field': ['siteId', 'zone', 'hourAt'],
  'index.sort.order': ['asc', 'asc', 'asc'],
};

export function indexTemplates(names: IndexNames, shape: IndexShape = {}): readonly IndexTemplate[] {
  const copies = { 'index.auto_expand_replicas': shape.replicas ?? '0-1' };
  const state: IndexTemplate = {
    name: names.state,
    index_patterns: [names.state],
    priority: 500,
    template: {
      settings: { ...copies, 'index.number_of_shards': 1, 'index.refresh_interval': '1s' },
      mappings: stateMapping,
      aliases: {},
    },
  };
  const template = (
    stem: string,
    mappings: Mapping,
    settings: Readonly<Record<string, unknown>>,
  ): IndexTemplate => ({
    name: stem,
    index_patterns: [`${stem}-v1-*`],
    // Above catch-all templates.
    priority: 500,
    template: { settings: { ...copies, ...settings }, mappings, aliases: { [stem]: {} } },
  });
  const small = { 'index.number_of_shards': 1, 'index.gc_deletes': '0s' };
  return [
    template(names.events, eventMapping, { 'index.number_of_shards': shape.shards ?? 1, ...eventSettings }),
    template(names.bins, binMapping, { ...small, ...binOrder }),
    template(names.spans, spanMapping, small),
    template(names.packs, packMapping, small),
    state,
  ];
}
