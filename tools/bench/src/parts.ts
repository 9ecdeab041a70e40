import { cityAnalytics } from './city-analytics.ts';
import { citySearchable } from './city-searchable.ts';
import { consolePart } from './console.ts';
import { elasticsearchOutage } from './elasticsearch-outage.ts';
import { elasticsearchSearch } from './elasticsearch-search.ts';
import { elasticsearchWriting } from './elasticsearch-writing.ts';
import { frameCost } from './frame-cost.ts';
import { lineAccuracy } from './line-accuracy.ts';
import { lineCost } from './line-cost.ts';
import { memory } from './memory.ts';
import type { Part } from './part.ts';
import { registry } from './registry.ts';
import { searchable } from './searchable.ts';
import { secondStart } from './second-start.ts';
import { streams } from './streams.ts';
import { sqliteRate } from './sqlite-rate.ts';
import { sqliteSearch } from './sqlite-search.ts';
import { sqliteWrite } from './sqlite-write.ts';
import { trends } from './trends.ts';
import { usualScript } from './usual-script.ts';

/** All parts in the order in which they run. */
export const parts: readonly Part[] = [
  frameCost,
  usualScript,
  streams,
  lineCost,
  secondStart,
  searchable,
  citySearchable,
  memory,
  lineAccuracy,
  registry,
  consolePart,
  sqliteWrite,
  sqliteSearch,
  sqliteRate,
  elasticsearchWriting,
  elasticsearchSearch,
  elasticsearchOutage,
  trends,
  cityAnalytics,
];
