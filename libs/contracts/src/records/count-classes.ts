import { z } from 'zod';
import { countClasses, type CountClass } from './vocabulary.ts';

export const countClass = z.enum(countClasses).describe('COCO class name');

/** Merged classes: small models confuse car, bus and truck, and bicycle and motorcycle. */
export const vehicleClasses = ['car', 'bus', 'truck'] as const satisfies readonly CountClass[];
export const twoWheelerClasses = ['bicycle', 'motorcycle'] as const satisfies readonly CountClass[];

const tally = z.int().min(0).max(100_000);

/** Class → number. A missing class was not counted; zero means that it was counted and none was present. */
export const classCounts = z
  .strictObject({
    person: tally.optional().describe('Persons, number'),
    bicycle: tally.optional().describe('Bicycles, number'),
    car: tally.optional().describe('Cars, number'),
    motorcycle: tally.optional().describe('Motorcycles, number'),
    bus: tally.optional().describe('Buses, number'),
    truck: tally.optional().describe('Trucks, number'),
  })
  .describe('Class → number of objects');
export type ClassCounts = z.infer<typeof classCounts>;
