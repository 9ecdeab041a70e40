import { describe, expect, test } from '@jest/globals';
import { cameraPatch } from './camera.ts';
import { sitePatch } from './site.ts';
import { storedTimeZone, timeZone } from './time-zone.ts';

describe('time zones in requests', () => {
  test.each([
    'UTC',
    'GMT',
    'Asia/Shanghai',
    'America/Argentina/Buenos_Aires',
    'Etc/GMT+8',
    'Singapore',
    'PRC',
  ])('the name %s is accepted', (name) => {
    expect(timeZone.parse(name)).toBe(name);
  });

  test.each([
    ['CST', /"CST".*America\/Chicago or Asia\/Shanghai/],
    ['cst', /"cst".*America\/Chicago or Asia\/Shanghai/],
    ['BST', /Europe\/London/],
    ['EST', /America\/New_York/],
    ['PST8PDT', /America\/Los_Angeles/],
    ['JST', /Asia\/Tokyo/],
    ['NET', /region and city/],
    ['Mars/Olympus', /expected an IANA time zone.*"Mars\/Olympus"/],
  ])('the name %s is rejected with the name that was probably meant', (name, message) => {
    const { error } = timeZone.safeParse(name);
    expect(error?.issues[0]?.message).toMatch(message);
  });

  test('every abbreviation of three letters that the runtime accepts is rejected', () => {
    const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
    const names = letters.flatMap((a) => letters.flatMap((b) => letters.map((c) => a + b + c)));
    const accepted = names.filter((name) => timeZone.safeParse(name).success);
    expect(accepted).toEqual(['GMT', 'PRC', 'ROC', 'ROK', 'UCT', 'UTC']);
  });

  test('the time zone of a camera and of a site is checked by the same rule', () => {
    expect(cameraPatch.safeParse({ timeZone: 'CST' }).success).toBe(false);
    expect(sitePatch.safeParse({ timeZone: 'CST' }).success).toBe(false);
  });

  test('a record that was stored with an abbreviation can still be read', () => {
    expect(storedTimeZone.parse('CST')).toBe('CST');
  });
});
