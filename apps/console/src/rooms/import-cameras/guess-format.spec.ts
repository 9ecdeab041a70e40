import { describe, expect, it } from '@jest/globals';
import { guessFormat } from './guess-format.ts';

describe('guessFormat', () => {
  it.each([
    ['cameras.csv', 'name,latitude', 'csv'],
    ['cameras.txt', 'name;latitude', 'csv'],
    ['cameras.geojson', '{', 'geojson'],
    ['cameras.json', '{"type": "FeatureCollection"', 'geojson'],
    ['cameras.json', '{"APEListObject": {', 'gat1400'],
    ['cameras.json', '{"Illinois": {', 'otcm'],
    ['catalogue', '\n<?xml version="1.0"?>', 'gb28181'],
  ])('guessFormat reads %s, which begins with %j, as %s', (name, text, format) => {
    expect(guessFormat(name, text)).toBe(format);
  });
});
