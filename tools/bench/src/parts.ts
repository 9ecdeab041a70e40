import { frameCost } from './frame-cost.ts';
import type { Part } from './part.ts';
import { sqliteRate } from './sqlite-rate.ts';
import { sqliteSearch } from './sqlite-search.ts';
import { sqliteWrite } from './sqlite-write.ts';
import { usualScript } from './usual-script.ts';

/** Every part by its name, in the order in which they run. */
export const parts: readonly Part[] = [frameCost, usualScript, sqliteWrite, sqliteSearch, sqliteRate];
