import { describe, expect, it } from '@jest/globals';
import type { Command } from './command.ts';
import { matchCommands } from './match-commands.ts';

const command = (label: string, keywords = ''): Command => ({
  key: label,
  kind: 'room',
  label,
  keywords,
  run: () => undefined,
});
const commands = [
  command('告警', 'gj gaojing alerts rules'),
  command('Go to map', 'dt ditu'),
  command('Map style'),
  command('Add a camera', 'tjsxt register'),
];
const labels = (text: string) => matchCommands(commands, text).map(({ label }) => label);

describe('matchCommands', () => {
  it('matchCommands returns all commands in their order without a text', () => {
    expect(labels('  ')).toEqual(['告警', 'Go to map', 'Map style', 'Add a camera']);
  });

  it('matchCommands returns labels that begin with the text before labels that contain it', () => {
    expect(labels('map')).toEqual(['Map style', 'Go to map']);
  });

  it.each([
    ['GJ', '告警'],
    ['告', '告警'],
    ['alerts', '告警'],
    ['ditu', 'Go to map'],
    ['camera add', 'Add a camera'],
  ])('matchCommands finds by initials, Chinese, English and words in any order: %s', (text, label) => {
    expect(labels(text)[0]).toBe(label);
  });

  it('matchCommands returns nothing for a text that no command contains', () => {
    expect(labels('zebra')).toEqual([]);
  });
});
